import { unreachable } from "./server-request.js";

/**
 * Reads the body of an answer.
 *
 * @throws ViewerError where the connection breaks
 */
export async function* piecesOf(
  { body }: Response,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!body) return;
  // Not all browsers can iterate over a stream.
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw unreachable(cause, signal);
  } finally {
    // Of no interest any more; a stream that has failed says so again.
    reader.cancel().catch(() => undefined);
  }
}
