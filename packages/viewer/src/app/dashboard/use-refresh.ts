import { useEffect } from "preact/hooks";

const PAUSE_MS = 4000;

/** How many times longer than the asking takes the pause is, at least: a busy server is left alone. */
const PAUSE_FACTOR = 10;

/** Does something again and again, while the page is looked at. */
export function useRefresh(refresh: () => Promise<void>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const run = async () => {
      const startedAt = performance.now();
      if (!document.hidden) await refresh();
      if (isOver) return;
      const took = performance.now() - startedAt;
      timer = setTimeout(run, Math.max(PAUSE_MS, PAUSE_FACTOR * took));
    };
    timer = setTimeout(run, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [refresh]);
}
