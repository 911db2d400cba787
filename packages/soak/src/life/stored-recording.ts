import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a recording's manifest has, in numbers. */
export interface ManifestSize {
  /** Of addresses, one a target, and of full snapshots, one a segment. */
  lists: number;
  /** Targets, segments, gaps, addresses and full snapshots. */
  entries: number;
}

interface ManifestLike {
  targets: { urls: unknown[] }[];
  segments: { checkouts: unknown[] }[];
  gaps: { reason: string; detail?: string }[];
}

/** Measures the manifest of the one recording in a file store. */
export async function measureManifest(recordings: string): Promise<ManifestSize> {
  const { targets, segments, gaps } = await readStoredManifest(recordings);
  const lists = [...targets.map(({ urls }) => urls), ...segments.map(({ checkouts }) => checkouts)];
  const inLists = lists.reduce((sum, { length }) => sum + length, 0);
  return { lists: lists.length, entries: lists.length + gaps.length + inLists };
}

/**
 * A recording that ended early or has gaps would show no leak.
 *
 * @throws Error that names the gaps
 */
export async function expectWholeRecording(recordings: string, minTargets: number): Promise<void> {
  const { targets, gaps } = await readStoredManifest(recordings);
  if (gaps.length > 0) {
    const reasons = gaps.map(({ reason, detail }) => `${reason}: ${detail}`).join("\n  ");
    throw new Error(`The recording has gaps, so that the soak says nothing:\n  ${reasons}`);
  }
  if (targets.length < minTargets) {
    throw new Error(`Only ${targets.length} of at least ${minTargets} pages were recorded.`);
  }
}

async function readStoredManifest(recordings: string): Promise<ManifestLike> {
  const entries = await readdir(recordings, { withFileTypes: true });
  const [session] = entries.filter((entry) => entry.isDirectory());
  if (!session) throw new Error(`There is no recording in ${recordings}.`);
  return JSON.parse(await readFile(join(recordings, session.name, "manifest.json"), "utf8"));
}
