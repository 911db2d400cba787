import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { SearchHit, SessionIndex } from "../../../index/session-index.js";

/** A pause in typing, after which it is worth to search. */
const TYPING_MS = 250;

export interface TextSearch {
  readonly text: Signal<string>;
  readonly hits: ReadonlySignal<readonly SearchHit[]>;
  /** 0 to 1; undefined: nothing is searched for. */
  readonly progress: ReadonlySignal<number | undefined>;
  readonly problem: ReadonlySignal<string | undefined>;
}

/** Searches the recorded pages for what is typed; what is typed next ends the search before. */
export function useTextSearch(index: Pick<SessionIndex, "search">): TextSearch {
  const search = useMemo(createTextSearch, [index]);
  const text = search.text.value.trim();
  useEffect(() => {
    search.reset(text !== "");
    if (text === "") return;
    const ending = new AbortController();
    const timer = setTimeout(() => void search.run(index, text, ending.signal), TYPING_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [text, index]);
  return search;
}

function createTextSearch() {
  const text = signal("");
  const hits = signal<readonly SearchHit[]>([]);
  const progress = signal<number | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  const reset = (searches: boolean) => {
    hits.value = [];
    problem.value = undefined;
    progress.value = searches ? 0 : undefined;
  };
  const run = async (index: Pick<SessionIndex, "search">, wanted: string, ending: AbortSignal) => {
    try {
      for await (const found of index.search(wanted, ending)) {
        if (ending.aborted) return;
        if (found.hits.length > 0) hits.value = [...hits.value, ...found.hits];
        progress.value = found.progress;
      }
      if (!ending.aborted) progress.value = 1;
    } catch (error) {
      if (ending.aborted) return;
      problem.value = error instanceof Error ? error.message : "The search failed.";
      progress.value = 1;
    }
  };
  return { text, hits, progress, problem, reset, run };
}
