/** One message of server-sent events. */
export interface ServerSentEvent {
  event: string;
  /** What JSON can hold. */
  data: unknown;
  /** What a client that comes back begins behind; "" has it begin anew. */
  id?: string;
}

/** A comment, so that a connection on which nothing is said is not taken for a dead one. */
export const KEEP_ALIVE = ": keep-alive\n\n";

/** @see the HTML standard, section 9.2 */
export function writeEvent({ event, data, id }: ServerSentEvent): string {
  const idLine = id === undefined ? "" : `id: ${id}\n`;
  // JSON has no line breaks of its own.
  return `${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
