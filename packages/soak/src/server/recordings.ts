import { type Ask, askForText } from "./clients/ask.ts";

/** A recording as the server tells of it. */
export interface RecordingLike {
  sessionId: string;
  state: string;
  reason?: string;
  gaps: { reason: string; detail?: string }[];
  events: number;
  /** What the client said of itself: which life, of which fate. */
  metadata: { life?: string; fate?: string };
}

interface ListPage {
  result: { sessionId: string }[];
  result_info: { cursor?: string };
}

/** All recordings, each with what its manifest says. @throws Error where one cannot be read */
export async function readRecordings(ask: Ask): Promise<RecordingLike[]> {
  const recordings: RecordingLike[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: ListPage = JSON.parse(await askForText(ask, `/recordings?limit=100${query}`));
    for (const { sessionId } of page.result) recordings.push(await read(ask, sessionId));
    cursor = page.result_info.cursor;
  }
  return recordings;
}

async function read(ask: Ask, sessionId: string): Promise<RecordingLike> {
  const manifest = JSON.parse(await askForText(ask, `/recording/${sessionId}/manifest`));
  const lines = await askForText(ask, `/recording/${sessionId}?format=ndjson&partial=true`);
  return { ...manifest, events: lines.split("\n").filter((line) => line !== "").length };
}
