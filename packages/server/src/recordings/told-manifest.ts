import type { Gap, Manifest } from "@pagereel/core";

/** Gaps of which the details are the store's own words: they name files of its machine. */
const OF_STORE = /^sink-/;

/**
 * A manifest as readers over HTTP have it. They need not know which machine and process recorded, as
 * the server tells whether it still does.
 */
export function toldManifest({ process: _, gaps, ...rest }: Manifest): Manifest {
  return { ...rest, gaps: gaps.map(toldGap) };
}

function toldGap(gap: Gap): Gap {
  if (!OF_STORE.test(gap.reason)) return gap;
  const { detail: _, ...rest } = gap;
  return rest;
}
