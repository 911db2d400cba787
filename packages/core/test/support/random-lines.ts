/** Random numbers from 0 to 1 that are the same in each run (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Letters of all planes, controls, and halves of surrogate pairs. */
function randomText(random: () => number): string {
  const limits = [0x80, 0x800, 0xd7ff, 0xffff, 0x10ffff];
  const length = Math.floor(random() * 60);
  return Array.from({ length }, () => {
    const limit = limits[Math.floor(random() * limits.length)] ?? 0x80;
    return String.fromCodePoint(Math.floor(random() * limit));
  }).join("");
}

/** Events as JSON, with ascending timestamps and any text. */
export function randomLines(count: number, random: () => number): string[] {
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      type: 5,
      timestamp: 1_700_000_000_000 + i,
      data: { tag: randomText(random) },
    }),
  );
}
