/** Chromium writes the session's id behind all else of a message: 32 hex digits. */
const START = Buffer.from(',"sessionId":"');
const END = Buffer.from('"}');
const ID_LENGTH = 32;
const LENGTH = START.length + ID_LENGTH + END.length;

/** The session that a message of the browser is of; undefined for the browser's own. */
export function sessionOf(message: Buffer): string | undefined {
  const at = message.length - LENGTH;
  if (at < 0) return undefined;
  const id = at + START.length;
  const hasSession =
    message.compare(START, 0, START.length, at, id) === 0 &&
    message.compare(END, 0, END.length, id + ID_LENGTH) === 0;
  return hasSession ? message.toString("latin1", id, id + ID_LENGTH) : undefined;
}

/** The message without its session, of one that has it. */
export function withoutSession(message: Buffer): Buffer {
  const end = message.length - LENGTH;
  // What follows is not used any more: its place is taken.
  const shorter = message.subarray(0, end + 1);
  shorter[end] = END[1] as number;
  return shorter;
}

/** @param message - a JSON object that is not empty, without a session */
export function withSession(message: Buffer, sessionId: string): Buffer {
  const begin = message.indexOf("{") + 1;
  return Buffer.concat([Buffer.from(`{"sessionId":"${sessionId}",`), message.subarray(begin)]);
}
