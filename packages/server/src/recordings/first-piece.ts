/** What was begun to be read. */
export interface Begun<T> extends AsyncIterable<T> {
  /** Reads no more; can be called at any time. */
  close(): Promise<void>;
}

/**
 * Begins to read, so that what cannot be read at all is an error while there is no answer yet.
 *
 * @returns all that there is, the first one included; to be closed
 */
export async function withFirst<T>(source: AsyncGenerator<T, void, undefined>): Promise<Begun<T>> {
  let first: IteratorResult<T, void> | undefined = await source.next();
  const iterator: AsyncIterator<T, void> = {
    next: async () => {
      const result = first ?? (await source.next());
      first = undefined;
      return result;
    },
  };
  return {
    [Symbol.asyncIterator]: () => iterator,
    // Not through the iterator: one that was never asked has nothing to end.
    close: async () => void (await source.return()),
  };
}
