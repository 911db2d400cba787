import type { Writable } from "node:stream";

/**
 * Lets what is written to a stream in one turn of the event loop leave in one system call: one for
 * each small message would cost more than all else that is done for it.
 *
 * @returns to be called before something is written
 */
export function writeTogether(stream: Writable): () => void {
  let isHeld = false;
  const release = () => {
    isHeld = false;
    stream.uncork();
  };
  return () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(release);
  };
}
