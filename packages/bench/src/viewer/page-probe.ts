/** What looks at the viewer from within its page. */
export interface PageProbe {
  /** ms on the page's clock, as soon as that was so. */
  framedAt: number | undefined;
  indexedAt: number | undefined;
  /** Goes to a moment by the page's address. @returns ms until the line was the newest one to see */
  seek(hash: string, line: number): Promise<number>;
  /** The newest line of the recorded page's log. */
  line(): number | undefined;
  /** @returns ms of the longest task that began since; 0 where none took 50 ms */
  longestTaskSince(from: number): number;
}

declare global {
  var pagereelProbe: PageProbe;
}

/** Runs in the page, before anything else does. It has no imports. */
export function installProbe(): void {
  // What is recorded is shown in a frame, which is a page too.
  if (window !== top) return;
  const tasks: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });

  const line = () => {
    const frame = document.querySelector<HTMLIFrameElement>(".stage-layer[data-shown] iframe");
    const last = frame?.contentDocument?.querySelector<HTMLElement>("li.line:last-child");
    return last?.dataset.line === undefined ? undefined : Number(last.dataset.line);
  };
  const isIndexed = () => document.querySelector(".panel-progress")?.childElementCount === 0;

  /** @returns when what was so in a frame of the screen was drawn */
  const whenSeen = (isSo: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (isSo()) setTimeout(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  const probe: PageProbe = {
    framedAt: undefined,
    indexedAt: undefined,
    line,
    async seek(hash, wanted) {
      const startedAt = performance.now();
      location.hash = hash;
      return (await whenSeen(() => line() === wanted)) - startedAt;
    },
    longestTaskSince(from) {
      tasks.push(...observer.takeRecords());
      return Math.max(
        0,
        ...tasks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration),
      );
    },
  };
  void whenSeen(() => line() !== undefined).then((at) => {
    probe.framedAt = at;
  });
  void whenSeen(isIndexed).then((at) => {
    probe.indexedAt = at;
  });
  globalThis.pagereelProbe = probe;
}
