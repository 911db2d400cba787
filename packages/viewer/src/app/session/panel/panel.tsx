import { TabList } from "../../../ui/tab-list.js";
import type { PanelName, SessionModel } from "../session-model.js";
import { InspectPanel } from "./inspect-panel.js";
import { MarkerPanel } from "./marker-panel.js";
import { SearchPanel } from "./search-panel.js";

const TABS = [
  { name: "markers", text: "Markers" },
  { name: "search", text: "Search" },
  { name: "inspect", text: "Inspect" },
] as const;

/** What stands beside the player. All are rendered, so that a search goes on behind the others. */
export function Panel({ model }: { model: SessionModel }) {
  const selected = model.panel.value;
  return (
    <aside class="panel" aria-label="Details">
      <TabList
        label="Details"
        tabs={TABS}
        selected={selected}
        idPrefix="panel"
        onSelect={(name) => {
          model.panel.value = name;
        }}
      />
      {TABS.map(({ name }) => (
        <div
          key={name}
          class="panel-body"
          role="tabpanel"
          id={`panel-panel-${name}`}
          aria-labelledby={`panel-tab-${name}`}
          hidden={name !== selected}
        >
          {bodyOf(name, model)}
        </div>
      ))}
    </aside>
  );
}

function bodyOf(name: PanelName, model: SessionModel) {
  if (name === "markers") return <MarkerPanel model={model} />;
  return name === "search" ? <SearchPanel model={model} /> : <InspectPanel model={model} />;
}
