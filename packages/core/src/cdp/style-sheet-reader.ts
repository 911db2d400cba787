import { absoluteCss } from "./absolute-css.js";

/** Characters of a sheet; a larger one is left out. */
const MAX_SHEET_LENGTH = 8 * 1024 * 1024;
/** Characters kept for the snapshots that follow. */
const MAX_KEPT_LENGTH = 32 * 1024 * 1024;

/** A sheet as the browser loaded it. */
export interface SheetBody {
  body: string;
  base64Encoded: boolean;
  /** Where it came from in the end. */
  url: string;
}

/**
 * Reads the style sheets of one document that its scripts may not read, from what the browser has
 * loaded: nothing is requested. A sheet is asked for once, as it comes again with each snapshot.
 */
export class StyleSheetReader {
  private readonly texts = new Map<string, string>();
  private readonly missing = new Set<string>();
  private keptLength = 0;

  /** @param onMissing - called once for each sheet that cannot be had */
  constructor(
    private readonly getBody: (url: string) => Promise<SheetBody>,
    private readonly onMissing: (reason: string) => void,
  ) {}

  /** A sheet that was read before: at once, so that the replay is not without it in between. */
  known(url: string): string | undefined {
    return this.texts.get(url);
  }

  /** @returns its text with absolute addresses; undefined if it cannot be had */
  async read(url: string): Promise<string | undefined> {
    if (this.missing.has(url)) return undefined;
    try {
      const { body, base64Encoded, url: base } = await this.getBody(url);
      if (body.length > MAX_SHEET_LENGTH) throw new Error(`it has ${body.length} characters`);
      const text = base64Encoded ? Buffer.from(body, "base64").toString() : body;
      return this.keep(url, absoluteCss(text, base));
    } catch (error) {
      this.missing.add(url);
      this.onMissing(`the style sheet ${withoutQuery(url)}: ${(error as Error).message}`);
      return undefined;
    }
  }

  private keep(url: string, text: string): string {
    if (this.keptLength + text.length <= MAX_KEPT_LENGTH && !this.texts.has(url)) {
      this.texts.set(url, text);
      this.keptLength += text.length;
    }
    return text;
  }
}

/** A query may hold a token. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}
