import { fileStore, readManifest } from "@pagereel/core";

/**
 * What a recording of ours lacks by its own account: a recorder that drops what it should record
 * would look cheap.
 *
 * @param folder - of the `fileStore`
 */
export async function pagereelRemarks(folder: string, sessionId: string): Promise<string[]> {
  const { state, gaps, limitsHit } = await readManifest(fileStore(folder), sessionId);
  return [
    ...(state === "final" ? [] : [`its state is ${state}`]),
    ...gaps.map(({ reason, detail }) => `gap: ${reason}${detail ? ` (${detail})` : ""}`),
    ...limitsHit.map((limit) => `limit reached: ${limit}`),
  ];
}
