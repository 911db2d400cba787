import { useState } from "preact/hooks";
import type { TargetLife } from "../../data/session-data.js";
import type { Playback } from "../../stage/playback.js";
import { Icon } from "../../ui/icon.js";
import { Listbox } from "../../ui/listbox.js";
import { Popover } from "../../ui/popover.js";
import { rowHeight } from "../../ui/row-height.js";

/** Rows that are seen at once. */
const MAX_ROWS = 8;

interface AllTargetsProps {
  targets: readonly TargetLife[];
  playback: Playback;
}

/** A list of all tabs that can be searched: there may be thousands. */
export function AllTargets({ targets, playback }: AllTargetsProps) {
  const label = `All ${targets.length.toLocaleString("en")} tabs`;
  return (
    <Popover
      side="below"
      align="end"
      haspopup="dialog"
      label={label}
      trigger={({ toggle, attributes }) => (
        <button
          type="button"
          class="button button-quiet numeric"
          title={label}
          aria-label={label}
          onClick={toggle}
          {...attributes}
        >
          {targets.length.toLocaleString("en")}
          <Icon name="down" />
        </button>
      )}
    >
      {(close) => (
        <TargetPicker
          targets={targets}
          selectedId={playback.targetId.value}
          onPick={(target) => {
            void playback.pin(target.targetId);
            close();
          }}
        />
      )}
    </Popover>
  );
}

interface TargetPickerProps {
  targets: readonly TargetLife[];
  selectedId: string | undefined;
  onPick: (target: TargetLife) => void;
}

function TargetPicker({ targets, selectedId, onPick }: TargetPickerProps) {
  const [text, setText] = useState("");
  const [markedId, setMarkedId] = useState(selectedId);
  const numbered = targets.map((target, index) => ({ target, number: index + 1 }));
  const wanted = text.trim().toLowerCase();
  const found = numbered.filter(({ target }) => target.label.toLowerCase().includes(wanted));
  const height = Math.max(Math.min(found.length, MAX_ROWS), 1) * rowHeight();
  return (
    <div class="target-picker">
      <input
        class="field"
        type="search"
        aria-label="Filter tabs"
        placeholder="Filter tabs"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="target-picker-list" style={{ height: `${height}px` }}>
        {found.length === 0 && <p class="empty">No tab is called so.</p>}
        {found.length > 0 && (
          <Listbox
            label="Tabs"
            items={found}
            keyOf={({ target }) => target.targetId}
            rowHeight={rowHeight()}
            selected={found.findIndex(({ target }) => target.targetId === markedId)}
            onMove={(index) => setMarkedId(found[index]?.target.targetId)}
            onSelect={({ target }) => onPick(target)}
          >
            {({ target, number }) => (
              <>
                <span class="target-number numeric">{number}</span>
                <bdi class="cut">{target.label}</bdi>
              </>
            )}
          </Listbox>
        )}
      </div>
    </div>
  );
}
