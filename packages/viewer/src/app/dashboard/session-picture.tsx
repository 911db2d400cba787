import { useEffect, useRef } from "preact/hooks";
import type { LastFrame } from "../picture/last-frame.js";
import type { ApiClient } from "../server/api-client.js";
import type { SessionSummary } from "../server/session-summary.js";
import { OneAtATime } from "./one-at-a-time.js";

/** Who scrolls by wants no pictures. */
const REST_MS = 300;

/** CSS pixels, as in dashboard.css. */
const WIDTH = 104;

/** A picture takes a moment of the one thread that there is: never two at the same time. */
const queue = new OneAtATime();

interface SessionPictureProps {
  api: ApiClient;
  session: SessionSummary;
}

/** A small picture of what a session showed last: the page itself, in a sandbox without scripts. */
export function SessionPicture({ api, session }: SessionPictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  const shown = useRef<LastFrame | undefined>(undefined);
  const { sessionId, state, bytes, duration } = session;
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const show = async () => {
      const next = await take(api, sessionId, holder.current, signal);
      if (!next) return;
      shown.current?.close();
      shown.current = next;
    };
    const timer = setTimeout(() => queue.add(show, signal), REST_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
    // One that is recorded shows something else when there is more of it.
  }, [api, sessionId, state, bytes, duration]);
  useEffect(() => () => shown.current?.close(), []);
  return <div ref={holder} class="session-picture" aria-hidden="true" />;
}

async function take(
  api: ApiClient,
  sessionId: string,
  holder: HTMLElement | null,
  signal: AbortSignal,
): Promise<LastFrame | undefined> {
  if (!holder) return undefined;
  const layer = document.createElement("div");
  layer.className = "session-picture-layer";
  holder.append(layer);
  try {
    const { showLastFrame } = await import("../picture/last-frame.js");
    const frame = await showLastFrame(api.access, sessionId, layer, signal);
    if (frame) layer.style.transform = `scale(${WIDTH / frame.size.width})`;
    else layer.remove();
    return frame;
  } catch {
    // The list is useful without. Who opens the session is told what is wrong with it.
    layer.remove();
    return undefined;
  }
}
