import type { CdpTransport } from "@pagereel/core/adapter";
import type { Lane } from "./lane.js";

/** Bytes. Longer than any snapshot, and what V8 can make a string of. */
const MAX_MESSAGE_BYTES = 500_000_000;

/** A lane as what the recorder's channel is carried by. */
export function laneTransport(lane: Lane): CdpTransport {
  let isOpen = true;
  const closed = lane.closed.then(() => {
    isOpen = false;
  });
  return {
    isOpen: () => isOpen,
    send: (text, id, sessionId) => void lane.send(Buffer.from(text), id, sessionId),
    onMessage: (listener) =>
      lane.onMessage((message) => {
        // A page can make one as long as it likes: what it costs is a part of its own recording.
        if (message.length <= MAX_MESSAGE_BYTES) listener(message);
      }),
    close: () => void lane.close(),
    closed,
  };
}
