import { useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { Button } from "../../ui/button.js";
import type { ApiClient } from "../server/api-client.js";
import { toParameters, toQuery } from "../server/query-parameters.js";
import type { Router } from "../server/router.js";
import type { SessionQuery, SessionSummary } from "../server/session-summary.js";
import { DashboardHeader } from "./dashboard-header.js";
import { DeleteDialog } from "./delete-dialog.js";
import { Filters } from "./filters.js";
import { NoSessions } from "./no-sessions.js";
import type { SessionList } from "./session-list.js";
import { SessionRows } from "./session-rows.js";
import { type Order, sortSessions } from "./sort-sessions.js";
import { useRefresh } from "./use-refresh.js";
import "./dashboard.css";

export interface DashboardPageProps {
  api: ApiClient;
  router: Router;
  list: SessionList;
}

/** All sessions of the server. */
export function DashboardPage({ api, router, list }: DashboardPageProps) {
  const order = useSignal<Order>("newest");
  const deleting = useSignal<SessionSummary | undefined>(undefined);
  useRefresh(useCallback(() => list.refresh(), [list]));
  useEffect(() => {
    document.title = "Sessions · Pagereel";
    const query = toQuery(router.search.peek());
    const isSame = JSON.stringify(query) === JSON.stringify(list.query.peek());
    void (isSame ? list.refresh() : list.setQuery(query));
  }, [list, router.search.value]);

  const setQuery = (query: SessionQuery) => router.setSearch(`${toParameters(query)}`);
  const sessions = sortSessions(list.sessions.value, order.value);
  const isEmpty = sessions.length === 0 && list.isComplete.value;
  return (
    <div class="dashboard">
      <DashboardHeader signIn={api.signIn} />
      <Filters query={list.query.value} onQuery={setQuery} order={order} />
      <Problem list={list} />
      <main class="dashboard-main" aria-busy={list.isLoading}>
        {isEmpty ? (
          <NoSessions
            basePath={router.basePath}
            isFiltered={Object.keys(list.query.value).length > 0}
            onClear={() => setQuery({})}
          />
        ) : (
          <SessionRows
            list={list}
            sessions={sessions}
            api={api}
            router={router}
            isSorted={order.value !== "newest"}
            onDelete={(session) => {
              deleting.value = session;
            }}
          />
        )}
      </main>
      {deleting.value && (
        <DeleteDialog
          session={deleting.value}
          list={list}
          onClose={() => {
            deleting.value = undefined;
          }}
        />
      )}
    </div>
  );
}

function Problem({ list }: { list: SessionList }) {
  const problem = list.problem.value;
  if (!problem) return null;
  return (
    <div class="dashboard-problem" role="alert">
      <p>{problem.message}</p>
      <Button icon="retry" onClick={() => void list.refresh()}>
        Try again
      </Button>
    </div>
  );
}
