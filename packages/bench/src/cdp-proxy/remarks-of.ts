import { fileStore, readManifest } from "@pagereel/core";
import { pagereelRemarks } from "../driver/pagereel-remarks.ts";

/**
 * What the recordings of a server lack, each thing once.
 *
 * @param folder - the server's, which has ended
 */
export async function remarksOf(folder: string): Promise<string[]> {
  const { sessionIds } = await fileStore(folder).listSessions();
  if (sessionIds.length === 0) return ["nothing was recorded"];
  const remarks = await Promise.all(sessionIds.map((id) => remarksOfSession(folder, id)));
  return [...new Set(remarks.flat())];
}

async function remarksOfSession(folder: string, sessionId: string): Promise<string[]> {
  const { segments } = await readManifest(fileStore(folder), sessionId);
  if (segments.length === 0) return ["a recording is empty"];
  return pagereelRemarks(folder, sessionId);
}
