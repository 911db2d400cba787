import { useSignal } from "@preact/signals";
import type { SearchHit } from "../../../index/session-index.js";
import { formatClock } from "../../../ui/format-time.js";
import { Listbox } from "../../../ui/listbox.js";
import { Progress } from "../../../ui/progress.js";
import { showMoment } from "../commands.js";
import type { SessionModel } from "../session-model.js";
import { type TextSearch, useTextSearch } from "./use-text-search.js";

/** px, as in the style sheet. */
const ROW_HEIGHT = 60;

/** When did a text appear in a page? */
export function SearchPanel({ model }: { model: SessionModel }) {
  const search = useTextSearch(model.index);
  const chosen = useSignal<SearchHit | undefined>(undefined);
  const hits = search.hits.value;
  return (
    <>
      <div class="panel-tools">
        <input
          class="field"
          type="search"
          aria-label="Search the text of the pages"
          placeholder="Search the text of the pages"
          value={search.text.value}
          onInput={(event) => {
            search.text.value = event.currentTarget.value;
          }}
        />
        <p class="panel-note numeric" role="status">
          {wordsOf(search)}
        </p>
      </div>
      <SearchProgress search={search} />
      {hits.length > 0 && (
        <Listbox
          label="Places where the text appears"
          items={hits}
          keyOf={(hit) => `${hits.indexOf(hit)}`}
          rowHeight={ROW_HEIGHT}
          selected={hits.indexOf(chosen.value as SearchHit)}
          onSelect={(hit) => {
            chosen.value = hit;
            showMoment(model, hit.timestamp, hit.targetId);
          }}
        >
          {(hit) => <HitRow hit={hit} model={model} />}
        </Listbox>
      )}
    </>
  );
}

function SearchProgress({ search: { progress } }: { search: TextSearch }) {
  const part = progress.value;
  return (
    <div class="panel-progress">
      {part !== undefined && part < 1 && <Progress label="Searching" part={part} />}
    </div>
  );
}

function HitRow({ hit, model }: { hit: SearchHit; model: SessionModel }) {
  const { from, to } = model.range.value;
  const targets = model.data.targets.value;
  const number = targets.findIndex(({ targetId }) => targetId === hit.targetId) + 1;
  return (
    <span class="hit">
      <span class="hit-head numeric">
        <span class="row-time">{formatClock(hit.timestamp - from, to - from)}</span>
        {number > 0 && <span>Tab {number}</span>}
      </span>
      <bdi class="cut">
        {hit.before}
        <mark>{hit.match}</mark>
        {hit.after}
      </bdi>
    </span>
  );
}

function wordsOf({ hits, progress, problem }: TextSearch): string {
  if (problem.value) return problem.value;
  if (progress.value === undefined) return "Finds when a text first appeared in a page.";
  const count = hits.value.length;
  const found = `${count.toLocaleString("en")} ${count === 1 ? "place" : "places"}`;
  if (progress.value < 1) return `Searching… ${found} so far`;
  return count === 0 ? "It appears nowhere in the recorded pages." : found;
}
