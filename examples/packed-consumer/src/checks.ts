import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Recording } from "@pagereel/core";
import { run } from "./command.ts";
import { AFTER, BEFORE } from "./page.ts";

/** rrweb's types of the events that say a document's address and its whole state. */
const META = 4;
const FULL_SNAPSHOT = 2;

/**
 * Asserts that a recording has the page as it was before and after its button was pressed.
 *
 * @returns the session id
 */
export function checkRecording(recording: Recording, pageUrl: string): string {
  assert.match(recording.sessionId, /^[0-9a-f-]{36}$/);
  assert.ok(recording.duration > 0);
  const events = Object.values(recording.events).find((list) =>
    list.some((event) => event.type === META && event.data.href === pageUrl),
  );
  assert.ok(events, `No target of the recording has been at ${pageUrl}.`);
  const snapshot = events.find(
    (event) => event.type === FULL_SNAPSHOT && JSON.stringify(event).includes(BEFORE),
  );
  assert.ok(snapshot, `No full snapshot says "${BEFORE}".`);
  const press = events.find((event) => JSON.stringify(event).includes(AFTER));
  assert.ok(press && press.timestamp >= snapshot.timestamp, `No later event says "${AFTER}".`);
  return recording.sessionId;
}

/** Asserts that the installed command finds and exports the recording. */
export async function checkCli(command: string, folder: string, sessionId: string): Promise<void> {
  const list = await run(command, ["list"], folder);
  assert.ok(list.includes(sessionId), `"pagereel list" does not name ${sessionId}:\n${list}`);
  await run(command, ["export", sessionId, "-o", "replay.html"], folder);
  const html = await readFile(join(folder, "replay.html"), "utf8");
  assert.match(html, /^<!doctype html>/i);
  assert.ok(html.includes(sessionId), "The replay does not name its session.");
}
