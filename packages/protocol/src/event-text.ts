/**
 * One rrweb event as JSON, with what has to be known of it. Its data stays text: a page's events are
 * megabytes that nobody looks into on their way to the store.
 */
export interface EventText {
  /** `{"type":…,"data":…,"timestamp":…}`, in this order. */
  text: string;
  /** rrweb's `EventType`. */
  type: number;
  /** ms since the epoch. */
  timestamp: number;
}

const BEGINNING = /^\{"type":(\d),"data":/;
const TIMESTAMP = `,"timestamp":`;

/** @returns undefined for what is no event of that form */
export function readEventText(text: string): EventText | undefined {
  const type = BEGINNING.exec(text)?.[1];
  const timestamp = text.slice(timestampStart(text) + TIMESTAMP.length, -1);
  if (type === undefined || !/^\d+$/.test(timestamp) || !text.endsWith("}")) return undefined;
  return { text, type: Number(type), timestamp: Number(timestamp) };
}

/** Makes the text of an event of its parts. */
export function writeEventText(type: number, dataJson: string, timestamp: number): EventText {
  return { text: `{"type":${type},"data":${dataJson}${TIMESTAMP}${timestamp}}`, type, timestamp };
}

/** The same event at another time. */
export function atTime(event: EventText, timestamp: number): EventText {
  const text = `${event.text.slice(0, timestampStart(event.text))}${TIMESTAMP}${timestamp}}`;
  return { ...event, text, timestamp };
}

/** Its data, read anew at each call. */
export function dataOf({ text }: EventText): unknown {
  return (JSON.parse(text) as { data: unknown }).data;
}

/** It is the last member, and in the data before it quotes are escaped or names of other members. */
function timestampStart(text: string): number {
  return text.lastIndexOf(TIMESTAMP);
}
