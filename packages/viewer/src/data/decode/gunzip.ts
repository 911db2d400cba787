/** @throws TypeError where the bytes are damaged, or the end is missing */
export async function* gunzip(
  source: Iterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.iterator]();
  const packed = new ReadableStream<BufferSource>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Ends what it is read of; one that has failed cannot be cancelled any more.
    await reader.cancel().catch(() => undefined);
  }
}
