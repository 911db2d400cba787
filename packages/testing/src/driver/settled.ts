import type { DrivenFrame, PageLike } from "./driver.js";

/** What the suites wait for takes a second at most; ten times that is a failure. */
const TIMEOUT_MS = 10_000;
const POLL_MS = 10;
/**
 * Puppeteer does not get over a question to a frame that is just moving to another process: it never
 * answers then, recorded or not. So pages with frames of other sites are left alone for a while.
 */
const FRAME_MOVE_MS = 1000;
/** For an answer to a question that a page answers at once. */
const ANSWER_TIMEOUT_MS = 2000;

/**
 * Waits until no frame of a page of the fixture site has work left. Such pages carry
 * `data-state="busy"` on their root until then.
 */
export async function waitUntilSettled(page: PageLike): Promise<void> {
  await waitUntilComplete(() => [page.mainFrame()]);
  if (page.frames().length === 1) return;
  if (hasForeignFrames(page)) await pause(FRAME_MOVE_MS);
  await waitUntilComplete(() => page.frames());
}

/** Those of the page's own site stay in its process. */
function hasForeignFrames(page: PageLike): boolean {
  const here = hostOf(page.mainFrame());
  return page.frames().some((frame) => hostOf(frame) !== here);
}

function hostOf(frame: DrivenFrame): string {
  return new URL(frame.url()).hostname;
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
