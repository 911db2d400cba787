import { signal } from "@preact/signals";
import { ViewerError } from "../../data/viewer-error.js";
import type { ApiClient } from "../server/api-client.js";
import type { SessionQuery, SessionSummary } from "../server/session-summary.js";
import { appendPage, isUnknown, refreshFirstPage } from "./merge-sessions.js";

/** Sessions a page: some screens of them. */
const PAGE_SIZE = 50;

/**
 * A filter may fit none of many sessions, of which the server looks through some for each page. After
 * so many pages without any, somebody has to ask for more.
 */
const MAX_EMPTY_PAGES = 10;

/** Of the rows below the first page those that are recorded still, which are asked for one by one. */
const MAX_RUNNING_BELOW = 5;

/** The sessions of a server that fit a query, newest first, as far as they are loaded. */
export class SessionList {
  readonly sessions = signal<readonly SessionSummary[]>([]);
  readonly query = signal<SessionQuery>({});
  readonly isLoading = signal(false);
  /** Nothing follows the sessions that are loaded. */
  readonly isComplete = signal(false);
  /** Nothing was found in a while: more is loaded on demand only. */
  readonly isPaused = signal(false);
  /** Why the list is not up to date, or does not go on. */
  readonly problem = signal<ViewerError | undefined>(undefined);
  /** Pixels by which the list is scrolled, for who comes back to it. */
  scrollTop = 0;
  #cursor: string | undefined;
  #hasFirstPage = false;
  #work = new AbortController();

  constructor(private readonly api: Pick<ApiClient, "listSessions" | "deleteSession">) {}

  /** Loads the first page of another query; what is shown stays until it is there. */
  async setQuery(query: SessionQuery): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    this.query.value = query;
    this.#hasFirstPage = false;
    this.#cursor = undefined;
    this.isComplete.value = false;
    this.isLoading.value = false;
    await this.loadMore();
  }

  async loadMore(): Promise<void> {
    if (this.isLoading.value || this.isComplete.value) return;
    this.isLoading.value = true;
    this.isPaused.value = false;
    const { signal: aborted } = this.#work;
    await this.#attempt(aborted, async () => {
      for (let pages = 0; pages < MAX_EMPTY_PAGES; pages++) {
        if ((await this.#loadPage(aborted)) > 0 || this.isComplete.value) return;
      }
      this.isPaused.value = true;
    });
    if (!aborted.aborted) this.isLoading.value = false;
  }

  /** Asks for what is new, what has changed and what is gone. */
  async refresh(): Promise<void> {
    if (this.isLoading.value) return;
    if (!this.#hasFirstPage) return this.loadMore();
    const { signal: aborted } = this.#work;
    await this.#attempt(aborted, async () => {
      const page = await this.#ask({ signal: aborted });
      const news = await this.#askForRunning(page.sessions, aborted);
      aborted.throwIfAborted();
      // More may have been loaded meanwhile.
      const known = this.sessions.value;
      const isAnew = page.cursor !== undefined && isUnknown(known, page.sessions);
      const sessions = refreshFirstPage(known, page);
      this.sessions.value = sessions.map((old) => news.get(old.sessionId) ?? old);
      if (isAnew) this.#cursor = page.cursor;
      if (isAnew || page.cursor === undefined) this.isComplete.value = !isAnew;
    });
  }

  /** @throws ViewerError */
  async delete(sessionId: string): Promise<void> {
    await this.api.deleteSession(sessionId);
    this.sessions.value = this.sessions.value.filter((session) => session.sessionId !== sessionId);
  }

  close(): void {
    this.#work.abort();
  }

  /** @returns how many sessions came */
  async #loadPage(aborted: AbortSignal): Promise<number> {
    const page = await this.#ask({ cursor: this.#cursor, signal: aborted });
    aborted.throwIfAborted();
    this.sessions.value = appendPage(this.#hasFirstPage ? this.sessions.value : [], page.sessions);
    this.#hasFirstPage = true;
    this.#cursor = page.cursor;
    this.isComplete.value = page.cursor === undefined;
    return page.sessions.length;
  }

  #ask(options: { cursor?: string | undefined; signal: AbortSignal }) {
    return this.api.listSessions(this.query.value, { limit: PAGE_SIZE, ...options });
  }

  /** What is recorded for long is not on the first page any more; that it has ended is told, too. */
  async #askForRunning(
    firstPage: readonly SessionSummary[],
    aborted: AbortSignal,
  ): Promise<Map<string, SessionSummary>> {
    const asked = new Set(firstPage.map(({ sessionId }) => sessionId));
    const running = this.sessions.value.filter(
      ({ sessionId, state }) => state === "recording" && !asked.has(sessionId),
    );
    const news = new Map<string, SessionSummary>();
    for (const { sessionId, startedAt } of running.slice(0, MAX_RUNNING_BELOW)) {
      if (startedAt === undefined) continue;
      const time = { since: startedAt, until: startedAt };
      const { sessions } = await this.api.listSessions(time, { limit: 5, signal: aborted });
      const found = sessions.find((session) => session.sessionId === sessionId);
      if (found) news.set(sessionId, found);
    }
    return news;
  }

  async #attempt(aborted: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (!aborted.aborted) this.problem.value = undefined;
    } catch (error) {
      if (aborted.aborted) return;
      if (!(error instanceof ViewerError)) throw error;
      this.problem.value = error;
    }
  }
}
