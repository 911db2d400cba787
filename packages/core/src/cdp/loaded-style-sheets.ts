import type { CdpEvent } from "./channel.js";

/** URLs remembered a target: the newest. A document's recorder asks soon after they were loaded. */
const MAX_URLS = 1000;

/** A style sheet that the browser has asked for. */
interface LoadedSheet {
  requestId: string;
  /** Where it came from in the end; its addresses are relative to this. */
  url: string;
  /** It did not come, or as something else: the page goes without it too. */
  failed?: boolean;
}

interface Response {
  url: string;
  status: number;
  mimeType: string;
}

/** Remembers by which request a target's style sheets came. */
export class LoadedStyleSheets {
  private readonly sheets = new Map<string, LoadedSheet>();
  /** The address asked for, by the id of a request that has no response yet. */
  private readonly requests = new Map<string, string>();

  /** @param event - one of the `Network` domain */
  onEvent({ method, params }: CdpEvent): void {
    if (params.type !== "Stylesheet") return;
    const requestId = params.requestId as string;
    if (method === "Network.responseReceived") {
      this.onResponse(requestId, params.response as Response);
    } else if (method === "Network.loadingFailed") {
      this.onEnd(requestId, { failed: true });
    } else if (method === "Network.requestWillBeSent" && !params.redirectResponse) {
      // A sheet is asked for by the address that the document gave, before any redirect.
      this.add((params.request as { url: string }).url, requestId);
    }
  }

  find(url: string): LoadedSheet | undefined {
    return this.sheets.get(withoutFragment(url));
  }

  private add(url: string, requestId: string): void {
    // A later request of the same address becomes the newest.
    this.sheets.delete(url);
    this.sheets.set(url, { requestId, url });
    this.requests.set(requestId, url);
    dropOldest(this.sheets);
    dropOldest(this.requests);
  }

  private onResponse(requestId: string, { url, status, mimeType }: Response): void {
    // A browser takes no sheet of another site that does not say that it is one.
    const failed = status >= 400 || (mimeType !== "" && mimeType !== "text/css");
    this.onEnd(requestId, failed ? { url, failed } : { url });
  }

  private onEnd(requestId: string, end: Partial<LoadedSheet>): void {
    const asked = this.requests.get(requestId);
    const sheet = asked === undefined ? undefined : this.sheets.get(asked);
    // The address may have been asked for again.
    if (sheet?.requestId === requestId) Object.assign(sheet, end);
  }
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined && map.size > MAX_URLS) map.delete(oldest);
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/s, "");
}
