import { useComputed } from "@preact/signals";
import type { Marker, MarkerKind } from "../../../index/session-index.js";
import { Icon } from "../../../ui/icon.js";
import { Listbox } from "../../../ui/listbox.js";
import { Progress } from "../../../ui/progress.js";
import { rowHeight } from "../../../ui/row-height.js";
import { showMarker } from "../commands.js";
import type { SessionModel } from "../session-model.js";
import { countKinds } from "./filter-markers.js";
import { MarkerDetail, MarkerRow } from "./marker-row.js";
import { iconOf, KIND_WORDS, MARKER_KINDS } from "./marker-words.js";

/** All that happened, filtered; what has happened last is selected. */
export function MarkerPanel({ model }: { model: SessionModel }) {
  const { index, markers, lastMarker, range } = model;
  const whole = range.value.to - range.value.from;
  const last = markers.value[lastMarker.value];
  return (
    <>
      <div class="panel-tools">
        <FilterField model={model} />
        <KindChips model={model} />
      </div>
      <IndexProgress model={model} />
      {markers.value.length === 0 ? (
        <p class="empty">{whyNone(index.markers.value, index.progress.value)}</p>
      ) : (
        <Listbox
          label="Markers"
          items={markers.value}
          keyOf={({ id }) => id}
          rowHeight={rowHeight()}
          selected={lastMarker.value}
          onSelect={(marker) => showMarker(model, marker)}
        >
          {(marker) => (
            <MarkerRow marker={marker} offset={marker.timestamp - range.value.from} whole={whole} />
          )}
        </Listbox>
      )}
      <MarkerDetail marker={last} />
    </>
  );
}

function FilterField({ model: { filter } }: { model: SessionModel }) {
  return (
    <input
      id="marker-filter"
      class="field"
      type="search"
      aria-label="Filter markers"
      placeholder="Filter markers"
      title="Filter markers (/)"
      value={filter.value.text}
      onInput={(event) => {
        filter.value = { ...filter.value, text: event.currentTarget.value };
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

/** Those that are pressed are shown; where none is, all are. */
function KindChips({ model: { index, filter } }: { model: SessionModel }) {
  const counts = useComputed(() => countKinds(index.markers.value)).value;
  const { kinds } = filter.value;
  return (
    <fieldset class="chips">
      <legend class="sr-only">Kinds of markers</legend>
      {MARKER_KINDS.filter((kind) => counts.has(kind)).map((kind) => (
        <button
          key={kind}
          type="button"
          class="chip"
          aria-pressed={kinds.has(kind)}
          onClick={() => {
            filter.value = { ...filter.value, kinds: toggled(kinds, kind) };
          }}
        >
          <span class={`kind-icon tone-${kind}`}>
            <Icon name={iconOf(kind)} />
          </span>
          {KIND_WORDS[kind]} {counts.get(kind)?.toLocaleString("en")}
        </button>
      ))}
    </fieldset>
  );
}

function IndexProgress({ model: { index } }: { model: SessionModel }) {
  const omitted = index.omitted.value;
  const part = index.progress.value;
  return (
    <>
      <div class="panel-progress">
        {part < 1 && index.problem.value === undefined && (
          <Progress label="Reading the recording" part={part} />
        )}
      </div>
      {omitted > 0 && (
        <p class="panel-note">{omitted.toLocaleString("en")} more markers are left out.</p>
      )}
    </>
  );
}

function whyNone(all: readonly Marker[], progress: number): string {
  if (all.length > 0) return "No marker passes the filter.";
  return progress < 1 ? "Reading the recording…" : "Nothing happened that is worth a marker.";
}

function toggled(kinds: ReadonlySet<MarkerKind>, kind: MarkerKind): Set<MarkerKind> {
  const next = new Set(kinds);
  if (!next.delete(kind)) next.add(kind);
  return next;
}
