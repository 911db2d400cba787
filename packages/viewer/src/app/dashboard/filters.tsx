import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon.js";
import { withoutUndefined } from "../server/query-parameters.js";
import type { SessionQuery } from "../server/session-summary.js";
import { dayEnd, dayOf, dayStart } from "./days.js";
import { MetadataChips, MetadataField } from "./metadata-filter.js";
import { ORDERS, type Order } from "./sort-sessions.js";
import { STATE_LABELS } from "./state-badge.js";
import { useDelayed } from "./use-delayed.js";

export interface FiltersProps {
  query: SessionQuery;
  onQuery: (query: SessionQuery) => void;
  order: Signal<Order>;
}

/** Which sessions are listed, and in which order. */
export function Filters({ query, onQuery, order }: FiltersProps) {
  const isOpen = useSignal(false);
  const change = (part: { [K in keyof SessionQuery]: SessionQuery[K] | undefined }) =>
    onQuery(withoutUndefined({ ...query, ...part } as SessionQuery));
  const metadataFilter = {
    metadata: query.metadata,
    onMetadata: (metadata: SessionQuery["metadata"]) => change({ metadata }),
  };
  return (
    <search class="filters">
      <SearchField text={query.q ?? ""} onText={(text) => change({ q: text || undefined })} />
      <button
        type="button"
        class="button filters-toggle"
        aria-expanded={isOpen}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        Filters
        <Icon name="down" />
      </button>
      <div class={isOpen.value ? "filters-more filters-open" : "filters-more"}>
        <Choice
          label="State"
          choices={{ "": "All states", ...STATE_LABELS }}
          chosen={query.state ?? ""}
          onChoose={(state) => change({ state: state || undefined })}
        />
        <DayField
          label="From"
          time={query.since}
          onDay={(day) => change({ since: dayStart(day) })}
        />
        <DayField label="To" time={query.until} onDay={(day) => change({ until: dayEnd(day) })} />
        <MetadataField {...metadataFilter} />
        <Choice
          label="Order"
          choices={ORDERS}
          chosen={order.value}
          onChoose={(chosen) => {
            order.value = chosen as Order;
          }}
        />
      </div>
      <MetadataChips {...metadataFilter} />
    </search>
  );
}

function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const typed = useSignal(text);
  const told = useRef(text);
  const later = useDelayed((value: string) => {
    told.current = value;
    onText(value);
  });
  useEffect(() => {
    // What was typed here comes back a moment later: by then there may be more.
    if (text === told.current) return;
    told.current = text;
    typed.value = text;
  }, [text, typed]);
  return (
    <label class="filters-search">
      <span class="sr-only">Search addresses and titles</span>
      <Icon name="search" />
      <input
        class="field"
        type="search"
        placeholder="Search addresses and titles"
        // The server takes no longer ones.
        maxLength={200}
        value={typed}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          later(currentTarget.value.trim());
        }}
      />
    </label>
  );
}

interface ChoiceProps {
  label: string;
  choices: Record<string, string>;
  chosen: string;
  onChoose: (choice: string) => void;
}

function Choice({ label, choices, chosen, onChoose }: ChoiceProps) {
  return (
    <label class="filters-field">
      <span>{label}</span>
      <select
        class="field"
        value={chosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {Object.entries(choices).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DayFieldProps {
  label: string;
  time: number | undefined;
  onDay: (day: string) => void;
}

function DayField({ label, time, onDay }: DayFieldProps) {
  return (
    <label class="filters-field">
      <span>{label}</span>
      <input
        class="field"
        type="date"
        value={dayOf(time)}
        onChange={({ currentTarget }) => onDay(currentTarget.value)}
      />
    </label>
  );
}
