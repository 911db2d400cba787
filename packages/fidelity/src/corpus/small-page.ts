import type { CorpusPage, Step } from "./corpus-page.ts";

type Rest = Partial<Omit<CorpusPage, "name" | "about" | "html">>;

/**
 * A page for one thing.
 *
 * @param name - with its group
 * @param body - what is in its body; a whole document where it begins with `<!`
 */
export function smallPage(name: string, about: string, body: string, rest: Rest = {}): CorpusPage {
  const html = body.startsWith("<!")
    ? body
    : `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head>
<body>${body}<p id="end">The end.</p></body></html>`;
  return { name, about, html, ...rest };
}

/** A step that a script of the page could have taken. */
export function script(run: () => unknown, name = "changed"): Step {
  return { name, run: (page) => page.evaluate(run) };
}
