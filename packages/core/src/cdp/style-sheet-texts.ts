import { absoluteCss } from "./absolute-css.js";

/** Characters of a sheet; a larger one is left to the page. */
const MAX_SHEET_LENGTH = 8 * 1024 * 1024;
/** Characters kept a session: the sheets used last. */
const MAX_KEPT_LENGTH = 32 * 1024 * 1024;
const MAX_KEPT = 1000;

/** By which of its responses the text of an address came. */
export interface SheetVersion {
  /** Where it came from in the end. */
  url: string;
  /** When the server sent it, ms since the epoch: what comes from a cache has the time of then. */
  sentAt: number;
  /** The server's name of this version. */
  etag?: string | undefined;
  /** The server said that the version with this name is still the one. */
  notModified: boolean;
}

/** What `Network.getResponseBody` answers. */
export interface SheetBody {
  body: string;
  base64Encoded: boolean;
}

interface Kept {
  version: SheetVersion;
  json: string;
}

/** The text of a session's style sheets, as JSON, with absolute addresses. */
export class StyleSheetTexts {
  /** The newest of each address; those used last are last. */
  private readonly kept = new Map<string, Kept>();
  private keptLength = 0;

  /** The text of this very version, if it came before. */
  find(version: SheetVersion): string | undefined {
    const known = this.kept.get(version.url);
    if (!known || !isSame(known.version, version)) return undefined;
    this.kept.delete(version.url);
    this.kept.set(version.url, known);
    return known.json;
  }

  /** @returns the text; undefined of one that is too large */
  add(version: SheetVersion, { body, base64Encoded }: SheetBody): string | undefined {
    if (body.length > MAX_SHEET_LENGTH) return undefined;
    const text = base64Encoded ? Buffer.from(body, "base64").toString() : body;
    const json = JSON.stringify(absoluteCss(text, version.url));
    this.drop(version.url);
    this.kept.set(version.url, { version, json });
    this.keptLength += json.length;
    for (const url of this.kept.keys()) {
      if (this.keptLength <= MAX_KEPT_LENGTH && this.kept.size <= MAX_KEPT) break;
      this.drop(url);
    }
    return json;
  }

  private drop(url: string): void {
    this.keptLength -= this.kept.get(url)?.json.length ?? 0;
    this.kept.delete(url);
  }
}

function isSame(known: SheetVersion, version: SheetVersion): boolean {
  if (version.sentAt > 0 && known.sentAt === version.sentAt) return true;
  return version.notModified && version.etag !== undefined && known.etag === version.etag;
}
