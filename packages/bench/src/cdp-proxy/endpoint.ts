import type { CdpSocket } from "./cdp-socket.ts";

/** A browser that has been connected to. */
export interface OpenBrowser {
  socket: CdpSocket;
  /** Ends it, and waits until it has. */
  close(): Promise<void>;
}

/** Where browsers come from. */
export interface Endpoint extends AsyncDisposable {
  /** Starts a browser and connects to it. */
  open(): Promise<OpenBrowser>;
  /** The process that passes messages on; none where the browser itself is connected to. */
  readonly serverId?: number;
}
