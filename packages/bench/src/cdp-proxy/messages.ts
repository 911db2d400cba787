/** Of a message's beginning, where Chromium writes the id. */
const HEAD_BYTES = 32;

/** What is kept under way all the time. */
export interface Window {
  count: number;
  underWay: number;
}

/** @returns the id of an answer; undefined for an event, which has none */
export function idOf(message: Buffer): number | undefined {
  const id = /^\{"id":(\d+),/.exec(message.toString("latin1", 0, HEAD_BYTES))?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * Sends some commands, each as soon as fewer than so many are under way.
 *
 * @param send - sends one command
 * @param check - of each answer; throws where it is not the one that was asked for
 */
export async function keepUnderWay(
  { count, underWay }: Window,
  socket: { listen(isLast: (message: Buffer) => boolean): Promise<void> },
  send: () => void,
  check: (message: Buffer) => void,
): Promise<void> {
  let [sent, answered] = [0, 0];
  const all = socket.listen((message) => {
    if (idOf(message) === undefined) return false;
    check(message);
    if (sent < count) sendNext();
    return ++answered === count;
  });
  while (sent < Math.min(underWay, count)) sendNext();
  await all;

  function sendNext(): void {
    sent++;
    send();
  }
}
