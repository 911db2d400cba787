import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/button.js";
import { Progress } from "../../ui/progress.js";
import { useVisibleRange } from "../../ui/use-visible-range.js";
import type { ApiClient } from "../server/api-client.js";
import type { Router } from "../server/router.js";
import type { SessionSummary } from "../server/session-summary.js";
import type { SessionList } from "./session-list.js";
import { SessionRow } from "./session-row.js";
import { useRowLayout } from "./use-row-layout.js";

/** More is loaded when so few rows follow those on screen. */
const ROWS_AHEAD = 10;

export interface SessionRowsProps {
  list: SessionList;
  /** Those of the list, in the order in which they are shown. */
  sessions: readonly SessionSummary[];
  api: ApiClient;
  router: Router;
  /** Whether the order is another than the server's: it then holds for what is loaded. */
  isSorted: boolean;
  onDelete: (session: SessionSummary) => void;
}

/** The list itself. Only the rows on screen are in the document: there may be 100,000. */
export function SessionRows({ list, sessions, api, router, isSorted, onDelete }: SessionRowsProps) {
  const scroller = useRef<HTMLElement>(null);
  const { height: rowHeight, isNarrow } = useRowLayout();
  const { first, end } = useVisibleRange(scroller, sessions.length, rowHeight, "y");
  const isStopped = list.isLoading.value || list.isPaused.value || list.problem.value;
  const wantsMore = !isStopped && !list.isComplete.value && end + ROWS_AHEAD > sessions.length;
  useEffect(() => {
    if (wantsMore) void list.loadMore();
  }, [list, wantsMore, sessions.length]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo(0, list.scrollTop);
  }, [list]);

  return (
    <section
      ref={scroller}
      class="session-scroller"
      aria-label="List of sessions"
      onScroll={({ currentTarget }) => {
        list.scrollTop = currentTarget.scrollTop;
      }}
    >
      <ul
        class="session-rows"
        aria-label="Sessions"
        style={{
          paddingTop: `${first * rowHeight}px`,
          paddingBottom: `${(sessions.length - end) * rowHeight}px`,
        }}
        onKeyDown={moveBetweenRows}
      >
        {sessions.slice(first, end).map((session, index) => (
          <SessionRow
            key={session.sessionId}
            session={session}
            position={first + index + 1}
            count={list.isComplete.value ? sessions.length : -1}
            height={rowHeight}
            api={api}
            router={router}
            showsPicture={!isNarrow}
            onDelete={onDelete}
          />
        ))}
      </ul>
      <Rest list={list} count={sessions.length} isSorted={isSorted} />
    </section>
  );
}

/** What is below the rows: how many there are, and a way to have more. */
function Rest({ list, count, isSorted }: { list: SessionList; count: number; isSorted: boolean }) {
  const sessions = count === 1 ? "1 session" : `${count.toLocaleString("en")} sessions`;
  if (list.isComplete.value) return <p class="session-rest">{sessions}</p>;
  return (
    <div class="session-rest">
      {list.isLoading.value ? (
        <Progress label="Loading sessions" />
      ) : (
        <Button onClick={() => void list.loadMore()}>Load more</Button>
      )}
      <p>{`${sessions} loaded${isSorted ? "; the order is that of these" : ""}`}</p>
    </div>
  );
}

/** Arrow keys go from row to row, Home and End to the first and the last on screen. */
function moveBetweenRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".session-title")];
  const row = (event.target as HTMLElement).closest("li");
  const index = links.findIndex((link) => row?.contains(link));
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 };
  const link = links[next[event.key as keyof typeof next] ?? -1];
  if (!link) return;
  event.preventDefault();
  link.focus();
}
