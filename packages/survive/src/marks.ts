/** What a page shows to be looked for in its recording. */
export function mark(number: number): string {
  return `mark ${number}.`;
}

/** A script by which a page shows a mark, with text around it that hardly compresses. */
export function showMark(number: number, fillerLength = 0): string {
  const filler = `Array.from({ length: ${fillerLength} / 8 }, () => Math.random().toString(36).slice(2, 10)).join("")`;
  return `document.body.append(${JSON.stringify(mark(number))} + ${fillerLength > 0 ? filler : '""'})`;
}

/** The marks that a recording has, in order, each once. */
export function marksIn(recording: { events: Record<string, unknown[]> }): number[] {
  const found = new Set<number>();
  for (const [, number] of JSON.stringify(recording.events).matchAll(/mark (\d+)\./g)) {
    found.add(Number(number));
  }
  return [...found].sort((a, b) => a - b);
}

/** 1, 2, 3 ... as far as this. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
