import { moveFocus } from "./move-focus.js";

export interface TabListProps<T extends string> {
  label: string;
  tabs: readonly { name: T; text: string }[];
  selected: T;
  /** Ids are `${idPrefix}-tab-${name}` and, of the panels, `${idPrefix}-panel-${name}`. */
  idPrefix: string;
  onSelect: (name: T) => void;
}

/** Tabs of which the focused one is selected, as arrows move the focus. */
export function TabList<T extends string>(props: TabListProps<T>) {
  const { label, tabs, selected, idPrefix, onSelect } = props;
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => moveFocus(event, "horizontal")}
    >
      {tabs.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          class="tab"
          role="tab"
          id={`${idPrefix}-tab-${name}`}
          aria-controls={`${idPrefix}-panel-${name}`}
          aria-selected={name === selected}
          tabIndex={name === selected ? 0 : -1}
          onFocus={() => onSelect(name)}
          onClick={() => onSelect(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
