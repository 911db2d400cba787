import type { Page } from "puppeteer-core";

/** What the steps know of the site. */
export interface Stage {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Another site, so that its frames are in a process of their own. */
  crossSite: string;
}

/** Something done to a page; the page is compared afterwards. */
export interface Step {
  /** The moment's name. */
  name: string;
  run(page: Page, stage: Stage): Promise<unknown>;
}

export type Group = "gaps" | "constructs" | "packages" | "libraries";

/** A page that is recorded, driven and compared. */
export interface CorpusPage {
  /** Its group, a slash, and a name: `gaps/popover`. */
  name: string;
  /** What it is there for. */
  about: string;
  /** Its text, with `{{crossSite}}` for the other site. */
  html?: string;
  /** Where it has no text of its own: its path on the site, such as `/npm/spectre.css/docs/index.html`. */
  path?: string;
  /** A part of an address: it is not answered until the page was compared in the middle of loading. */
  hold?: string;
  steps?: Step[];
  /** Pseudo-classes to compare besides the usual ones. */
  pseudoClasses?: string[];
  /** True for the pages that CI compares besides those of gaps and constructs. */
  quick?: boolean;
}
