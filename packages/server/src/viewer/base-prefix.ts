/**
 * The pages name their assets relative to their own address, since a proxy may have the server below
 * any path. What the build writes is right for `/`.
 *
 * @param path - of the page, without its query
 * @returns what leads from there to the server's base
 */
export function basePrefixOf(path: string): string {
  const depth = path.split("/").length - 2;
  return depth === 0 ? "./" : "../".repeat(depth);
}
