import { pageExpression } from "../page/load-page-code.js";
import type { DomLine, DomTree, SerializeOptions } from "./dom-line.js";

/** As much of a frame as is read here. Puppeteer's and Playwright's both have it. */
export interface FrameLike {
  evaluate(expression: string): Promise<unknown>;
  evaluateHandle(expression: string): Promise<HandleLike>;
}

/** A handle of either library. */
export interface HandleLike {
  getProperties(): Promise<Map<string, HandleLike>>;
  asElement(): { contentFrame(): Promise<FrameLike | null> } | null;
}

/**
 * Reads what a live page shows, in every frame, through the library's own API: another site's
 * frame is in another process, where no script of the page reaches.
 *
 * @param frame - the page's main frame
 */
export async function readLiveDom(
  frame: FrameLike,
  options: SerializeOptions = {},
): Promise<DomTree> {
  const call = `document, ${JSON.stringify(options)}`;
  const lines = await frame.evaluate(pageExpression("serialize-dom", `serializeDom(${call})`));
  const list = await frame.evaluateHandle(pageExpression("serialize-dom", `listIframes(${call})`));
  const frames: (DomTree | undefined)[] = [];
  for (const handle of await elementsOf(list)) {
    const inner = await handle.asElement()?.contentFrame();
    frames.push(inner ? await readLiveDom(inner, options) : undefined);
  }
  return { lines: lines as DomLine[], frames };
}

async function elementsOf(list: HandleLike): Promise<HandleLike[]> {
  const properties = await list.getProperties();
  return [...properties].filter(([key]) => /^\d+$/.test(key)).map(([, handle]) => handle);
}
