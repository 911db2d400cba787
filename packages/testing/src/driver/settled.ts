import type { DrivenFrame, PageLike } from "./driver.js";

/** What the suites wait for takes a second at most, and up to twenty on a machine that is overloaded. */
const TIMEOUT_MS = 60_000;
const POLL_MS = 10;
/** For an answer to a question that a page answers at once. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Waits until no frame of a page of the fixture site has work left. Such pages carry
 * `data-state="busy"` on their root until then.
 */
export async function waitUntilSettled(page: PageLike): Promise<void> {
  // Those that a page waits for are there when it has settled.
  await waitUntilComplete(() => [page.mainFrame()]);
  await waitUntilComplete(() => page.frames());
}

async function waitUntilComplete(frames: () => DrivenFrame[]): Promise<void> {
  let states: string[] = [];
  const areComplete = async () => {
    states = await Promise.all(frames().map(stateOf));
    return states.every((state) => state.startsWith("complete"));
  };
  await waitFor(areComplete, {
    until: () => `no frame of the page is busy. Its frames: ${states.join("; ")}`,
  });
}

/** Waits until a page has set `data-state="settled"`: not on the blank page that it begins with. */
export async function waitUntilMarked(page: PageLike): Promise<void> {
  let state = "";
  const isMarked = async () => {
    state = await stateOf(page.mainFrame());
    return state.startsWith("complete, settled");
  };
  await waitFor(isMarked, {
    until: () => `the page has marked itself as settled. It is: ${state}`,
  });
}

/**
 * Asks until the answer is true.
 *
 * @param options.until - what is waited for, to follow on "until"
 * @throws Error that says what was waited for
 */
export async function waitFor(
  isTrue: () => Promise<boolean>,
  {
    until,
    timeoutMs = TIMEOUT_MS,
    pollMs = POLL_MS,
  }: { until: () => string; timeoutMs?: number; pollMs?: number },
): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeoutMs} ms in vain until ${until()}`);
    await pause(pollMs);
  }
}

/** @param ms - milliseconds */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

const STATE = `({
  ready: document.readyState,
  state: document.documentElement?.dataset.state ?? "idle",
  url: location.href,
})`;

/** Such as `complete, settled at http://...`, or why the frame cannot be asked. */
async function stateOf(frame: DrivenFrame): Promise<string> {
  try {
    const answer = await Promise.race([frame.evaluate(STATE), pause(ANSWER_TIMEOUT_MS)]);
    if (!answer) return `no answer within ${ANSWER_TIMEOUT_MS} ms from ${frame.url()}`;
    const { ready, state, url } = answer as { ready: string; state: string; url: string };
    return `${state === "busy" ? "busy" : ready}, ${state} at ${url}`;
  } catch (error) {
    // A frame that goes or navigates meanwhile cannot be asked: it is asked again.
    return (error as Error).message;
  }
}
