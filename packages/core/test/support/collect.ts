/** All that an iterable gives. (`Array.fromAsync` is not in the types of this target.) */
export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of iterable) all.push(item);
  return all;
}
