/** What a script does in a document, in the words of no library. Selectors are CSS. */
export interface BenchFrame {
  click(selector: string): Promise<void>;
  /** Sets a field's value at once. */
  fill(selector: string, text: string): Promise<void>;
  /** Types key by key. */
  type(selector: string, text: string): Promise<void>;
  /** Chooses an option of a list by its value. */
  select(selector: string, value: string): Promise<void>;
  waitForVisible(selector: string): Promise<void>;
  waitForHidden(selector: string): Promise<void>;
}

export interface BenchPage extends BenchFrame {
  /** Waits for the load event. */
  goto(url: string): Promise<void>;
  goBack(): Promise<void>;
  /** Turns the mouse's wheel; pixels, downwards. */
  scroll(pixels: number): Promise<void>;
  /** Clicks on what leads to another document, and waits for its load event. */
  follow(selector: string): Promise<void>;
  /** Clicks on what opens a popup, and waits for that. */
  openPopup(selector: string): Promise<BenchPage>;
  frame(selector: string): Promise<BenchFrame>;
  /**
   * Has the page call a function of its own, and waits for its promise. It is one call, because a
   * tracing notes each one that there is.
   */
  evaluate(expression: string): Promise<unknown>;
  /** @returns bytes that the JavaScript of the page's process holds, after a garbage collection */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** A browser that is recorded in one of the ways. */
export interface BenchBrowser {
  newPage(): Promise<BenchPage>;
  /** Ends a recording that is ended by itself, while the browser still runs. */
  stopRecording(): Promise<void>;
  /** Ends the browser, and a recording that ends with it. */
  close(): Promise<void>;
  /** Once it is closed: what its recording lacks, in words. Empty for a whole one. */
  remarks(): Promise<string[]>;
}

export interface LaunchOptions {
  executablePath: string;
  args: string[];
  /** Where the recording goes: a folder that exists, empty. */
  folder: string;
}
