import { setTimeout } from "node:timers/promises";
import type { CDPSession, Frame, Page } from "puppeteer-core";
import type { DocumentState, Rect, TargetState } from "../metric/state.ts";
import { pageExpression } from "../page/load-page-code.ts";
import { SCREENSHOT } from "./browser-arguments.ts";
import { type Look, rest } from "./rest.ts";

/** What was read, and when. */
export interface LiveMoment extends TargetState {
  name: string;
  /** ms since the epoch: what the state shows happened before. */
  timestamp: number;
}

/** The recorder's controls: a lexical name of the global scope, the same in all documents. */
const CONTROLS = /^_[0-9a-f]{32}$/;

/** ms until what a canvas shows is recorded. */
const CANVAS_DELAY_MS = 500;
const HAS_CANVAS = "document.querySelector('canvas') !== null";

const VIDEO_RECTS = `Array.from(document.querySelectorAll("video"), (video) => {
  const { x, y, width, height } = video.getBoundingClientRect();
  return [x, y, width, height];
})`;

/** Reads a page that is being recorded without the recorder or the page's scripts noticing. */
export class LivePage {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #pseudoClasses: string[];

  private constructor(page: Page, session: CDPSession, pseudoClasses: string[]) {
    this.#page = page;
    this.#session = session;
    this.#pseudoClasses = pseudoClasses;
  }

  static async of(page: Page, pseudoClasses: string[]): Promise<LivePage> {
    return new LivePage(page, await page.createCDPSession(), pseudoClasses);
  }

  async targetId(): Promise<string> {
    const { targetInfo } = await this.#session.send("Target.getTargetInfo");
    return targetInfo.targetId;
  }

  /** Waits until the page is at rest and reads it. */
  async read(name: string): Promise<LiveMoment> {
    // A world of its own: no script of the page sees what is done in it.
    const contextId = await this.#isolatedWorld();
    const evaluate = (expression: string) => this.#evaluate(expression, contextId);
    await rest(() => evaluate(pageExpression("lookForRest(document)")) as Promise<Look>);
    await evaluate(`globalThis.thaw = ${pageExpression("freeze(document, false)")}; undefined`);
    const documents = await this.#readDocuments();
    // Pictures of canvases are taken some times a second, and encoded.
    if (await evaluate(HAS_CANVAS)) await setTimeout(CANVAS_DELAY_MS);
    const timestamp = Date.now();
    const videos = (await evaluate(VIDEO_RECTS)) as Rect[];
    await this.#hideCaret();
    const { data } = await this.#session.send("Page.captureScreenshot", SCREENSHOT);
    await evaluate("thaw()");
    return { name, timestamp, documents, screenshot: data, videos };
  }

  async #isolatedWorld(): Promise<number> {
    const { frameTree } = await this.#session.send("Page.getFrameTree");
    const frameId = frameTree.frame.id;
    const world = await this.#session.send("Page.createIsolatedWorld", { frameId });
    return world.executionContextId;
  }

  async #evaluate(expression: string, contextId: number): Promise<unknown> {
    const options = { expression, contextId, returnByValue: true };
    const { result, exceptionDetails } = await this.#session.send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  async #readDocuments(): Promise<DocumentState[]> {
    const { names } = await this.#session.send("Runtime.globalLexicalScopeNames");
    const controls = names.find((name) => CONTROLS.test(name));
    if (controls === undefined) throw new Error("The page has no recorder.");
    const top = await this.#readTop(this.#readExpression(controls));
    const frames = this.#page.frames().filter((frame) => frame !== this.#page.mainFrame());
    const inner = frames.map((frame) => readFrame(frame, this.#readExpression(controls)));
    return [top, ...(await Promise.all(inner)).flat()];
  }

  #readExpression(controls: string): string {
    const options = { intoFrames: false, maskTexts: true, pseudoClasses: this.#pseudoClasses };
    // In a frame without scripts there is no recorder either.
    const idOf = `(node) => typeof ${controls} === "undefined" ? -1 : ${controls}.idOf(node)`;
    return pageExpression(
      `(closedRoots) => readState(document, ${idOf}, ${JSON.stringify(options)}, closedRoots)`,
    );
  }

  /** The top document, with the closed shadow roots that only the debugger reaches. */
  async #readTop(readExpression: string): Promise<DocumentState> {
    const objectIds = await this.#closedRoots();
    const { result: global } = await this.#session.send("Runtime.evaluate", { expression: "this" });
    const { result, exceptionDetails } = await this.#session.send("Runtime.callFunctionOn", {
      objectId: global.objectId as string,
      functionDeclaration: `function (...closedRoots) { return ${readExpression}(closedRoots); }`,
      arguments: objectIds.map((objectId) => ({ objectId })),
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }

  async #closedRoots(): Promise<string[]> {
    const { root } = await this.#session.send("DOM.getDocument", { depth: -1, pierce: true });
    const roots = closedRootsBelow(root as DomNode);
    const objects = roots.map((backendNodeId) =>
      this.#session.send("DOM.resolveNode", { backendNodeId }),
    );
    return (await Promise.all(objects)).map(({ object }) => object.objectId as string);
  }

  /** A sheet of the debugger's is in no list of sheets; without it the caret may blink in or out. */
  async #hideCaret(): Promise<void> {
    await this.#session.send("DOM.enable");
    await this.#session.send("CSS.enable");
    const { frameTree } = await this.#session.send("Page.getFrameTree");
    const frameId = frameTree.frame.id;
    const { styleSheetId } = await this.#session.send("CSS.createStyleSheet", { frameId });
    const text = "* { caret-color: transparent !important }";
    await this.#session.send("CSS.setStyleSheetText", { styleSheetId, text });
  }
}

interface DomNode {
  backendNodeId: number;
  shadowRootType?: string;
  shadowRoots?: DomNode[];
  children?: DomNode[];
}

function closedRootsBelow(node: DomNode): number[] {
  const below = [...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(closedRootsBelow);
  return node.shadowRootType === "closed" ? [node.backendNodeId, ...below] : below;
}

/** A frame that goes away in the meantime shows nothing. */
async function readFrame(frame: Frame, readExpression: string): Promise<DocumentState[]> {
  if (frame.detached) return [];
  return [(await frame.evaluate(`${readExpression}([])`)) as DocumentState];
}
