/** Characters a piece, four of which are three bytes. */
const PIECE_LENGTH = 256 * 1024;

interface Base64Array {
  /** Not in all browsers. */
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

/**
 * Decodes base64 in pieces, so that a long text does not take long at a time.
 *
 * @throws Error for what is not base64
 */
export function* decodeBase64(text: string): Generator<Uint8Array<ArrayBuffer>> {
  const packed = text.trim();
  for (let at = 0; at < packed.length; at += PIECE_LENGTH) {
    yield decodePiece(packed.slice(at, at + PIECE_LENGTH));
  }
}

function decodePiece(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as Base64Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
