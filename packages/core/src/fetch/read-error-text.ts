/** What a server says of a failure is short. */
const MAX_ERROR_BYTES = 1024 * 1024;

/** The text of an answer that is a failure, or the beginning of it. */
export async function readErrorText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MAX_ERROR_BYTES) break;
  }
  return Buffer.concat(pieces).toString();
}
