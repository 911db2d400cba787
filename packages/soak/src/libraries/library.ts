/** What a life needs of a browser, whichever library drives it. */
export interface LivingBrowser {
  newPage(): Promise<LivingPage>;
  close(): Promise<void>;
}

/** What both libraries' pages have in common. */
export interface PageLike {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  url(): string;
  close(): Promise<void>;
}

export interface LivingPage extends PageLike {
  /** A CDP session with the page, beside the library's. */
  openSession(): Promise<PageSession>;
}

/** A CDP session, as far as both libraries' have the same. */
export interface PageSession {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (params: never) => void): unknown;
  detach(): Promise<void>;
}

/** A library's adapter. */
export interface Library {
  name: string;
  /** @param recordings - the directory of the recordings; undefined for a browser without */
  launch(recordings: string | undefined): Promise<LivingBrowser>;
}

/** Both as they are: their types differ where that does not matter here. */
export function livingPage(page: PageLike, openSession: () => Promise<unknown>): LivingPage {
  return {
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    evaluate: (expression) => page.evaluate(expression),
    url: () => page.url(),
    close: () => page.close(),
    openSession: () => openSession() as Promise<PageSession>,
  };
}
