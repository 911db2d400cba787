import type { CdpEvent } from "./channel.js";
import type { SheetBody, SheetVersion, StyleSheetTexts } from "./style-sheet-texts.js";

/** URLs remembered a target: the newest. A document's recorder asks soon after they were loaded. */
const MAX_URLS = 1000;

/** A style sheet that the browser has asked for. */
export interface LoadedSheet {
  requestId: string;
  /** It did not come, or as something else: the page goes without it too. */
  failed: boolean;
  /** Its text as JSON, once that is here. */
  text: string | undefined;
  /** Resolves when it has its text, or will not get it. */
  readonly settled: Promise<void>;
  settle(): void;
}

interface Request {
  sheet: LoadedSheet;
  version?: SheetVersion;
}

interface Response {
  url: string;
  status: number;
  mimeType: string;
  responseTime?: number;
  headers?: Record<string, string>;
}

/**
 * The style sheets that a target's documents have loaded. Each is read when it has come, as the
 * browser forgets it with the document; one that came before in the session is not read again.
 */
export class LoadedStyleSheets {
  private readonly sheets = new Map<string, LoadedSheet>();
  /** Those that are still coming, by id. */
  private readonly requests = new Map<string, Request>();
  private readonly reading = new Set<Promise<void>>();

  /** @param readBody - reads what has come by a request */
  constructor(
    private readonly texts: StyleSheetTexts,
    private readonly readBody: (requestId: string) => Promise<SheetBody>,
  ) {}

  /** @param event - one of the `Network` domain */
  onEvent({ method, params }: CdpEvent): void {
    const requestId = params.requestId as string;
    const request = this.requests.get(requestId);
    if (method === "Network.requestWillBeSent") {
      const isNew = params.type === "Stylesheet" && !params.redirectResponse;
      // A sheet is asked for by the address that the document gave, before any redirect.
      if (isNew) this.add((params.request as { url: string }).url, requestId);
    } else if (!request) {
      return;
    } else if (method === "Network.responseReceived") {
      onResponse(request, params.response as Response);
    } else if (method === "Network.loadingFinished") {
      this.requests.delete(requestId);
      const done = this.read(request).finally(() => this.reading.delete(done));
      this.reading.add(done);
    } else if (method === "Network.loadingFailed") {
      this.requests.delete(requestId);
      request.sheet.failed = true;
      request.sheet.settle();
    }
  }

  find(url: string): LoadedSheet | undefined {
    return this.sheets.get(withoutFragment(url));
  }

  /** Waits until those that have come are read. */
  async settle(): Promise<void> {
    await Promise.all(this.reading);
  }

  private add(url: string, requestId: string): void {
    const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
    const sheet: LoadedSheet = { requestId, failed: false, text: undefined, settled, settle };
    // A later request of the same address becomes the newest.
    this.sheets.delete(url);
    this.sheets.set(url, sheet);
    this.requests.set(requestId, { sheet });
    dropOldest(this.sheets);
    dropOldest(this.requests);
  }

  private async read({ sheet, version }: Request): Promise<void> {
    if (version) sheet.text = this.texts.find(version);
    try {
      if (version && sheet.text === undefined && !sheet.failed) {
        sheet.text = this.texts.add(version, await this.readBody(sheet.requestId));
      }
    } catch {
      // Its document is gone, or the browser has put it away: the page is asked for it.
    }
    sheet.settle();
  }
}

function onResponse(request: Request, response: Response): void {
  const { url, status, mimeType, responseTime = 0, headers = {} } = response;
  const [, etag] = Object.entries(headers).find(([name]) => name.toLowerCase() === "etag") ?? [];
  request.version = { url, sentAt: responseTime, etag, notModified: status === 304 };
  // A browser takes no sheet of another site that does not say that it is one.
  request.sheet.failed = status >= 400 || (mimeType !== "" && mimeType !== "text/css");
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined && map.size > MAX_URLS) map.delete(oldest);
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/s, "");
}
