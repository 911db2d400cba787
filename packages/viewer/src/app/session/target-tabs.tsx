import { useComputed } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TargetLife } from "../../data/session-data.js";
import type { Playback } from "../../stage/playback.js";
import { Icon } from "../../ui/icon.js";
import { nextPosition } from "../../ui/next-position.js";
import { scrollToItem, useVisibleRange } from "../../ui/use-visible-range.js";
import { AllTargets } from "./all-targets.js";
import type { SessionModel } from "./session-model.js";
import { addressAt, presenceAt } from "./targets-at.js";

/** px, as in the style sheet: tabs of one width are placed without asking the browser. */
export const TAB_WIDTH = 176;
/** Of an address in a tooltip. */
const MAX_ADDRESS_LENGTH = 300;

/** The session's tabs, as a browser shows them. One that is chosen is pinned. */
export function TargetTabs({ data, playback }: Pick<SessionModel, "data" | "playback">) {
  const targets = data.targets.value;
  const selected = targets.findIndex(({ targetId }) => targetId === playback.targetId.value);
  const strip = useRef<HTMLDivElement>(null);
  const { first, end } = useVisibleRange(strip, targets.length, TAB_WIDTH, "x");
  useKeepInSight(strip, selected);
  const pick = (event: KeyboardEvent) => {
    const next = nextPosition(event.key, selected, targets.length, "horizontal");
    if (next === undefined) return;
    event.preventDefault();
    void playback.pin((targets[next] as TargetLife).targetId);
  };
  const focusable = selected >= first && selected < end ? selected : first;
  return (
    <div class="target-tabs">
      <div ref={strip} class="target-strip">
        <div
          role="tablist"
          aria-label="Recorded tabs"
          class="target-sizer"
          style={{ width: `${targets.length * TAB_WIDTH}px` }}
          onKeyDown={pick}
        >
          {targets.slice(first, end).map((target, place) => (
            <TargetTab
              key={target.targetId}
              target={target}
              targets={targets}
              index={first + place}
              isSelected={first + place === selected}
              isFocusable={first + place === focusable}
              playback={playback}
            />
          ))}
        </div>
      </div>
      {targets.length > 1 && <AllTargets targets={targets} playback={playback} />}
    </div>
  );
}

interface TargetTabProps {
  target: TargetLife;
  targets: readonly TargetLife[];
  index: number;
  isSelected: boolean;
  isFocusable: boolean;
  playback: Playback;
}

function TargetTab(props: TargetTabProps) {
  const { target, targets, index, isSelected, isFocusable, playback } = props;
  const presence = useComputed(() => presenceAt(target, playback.time.value)).value;
  const address = useComputed(() => addressAt(target, playback.time.value)).value;
  const opener = targets.findIndex(({ targetId }) => targetId === target.openerId);
  const openedBy = opener >= 0 ? `Opened by tab ${opener + 1}` : undefined;
  return (
    <button
      type="button"
      role="tab"
      class={`target-tab is-${presence}`}
      aria-selected={isSelected}
      aria-setsize={targets.length}
      aria-posinset={index + 1}
      aria-controls="session-screen"
      tabIndex={isFocusable ? 0 : -1}
      title={[address?.slice(0, MAX_ADDRESS_LENGTH), openedBy].filter(Boolean).join("\n")}
      style={{ left: `${index * TAB_WIDTH}px` }}
      onClick={() => void playback.pin(target.targetId)}
    >
      <span class="target-number numeric">{index + 1}</span>
      <bdi class="cut">{target.label}</bdi>
      {openedBy && (
        <span class="target-opener numeric">
          <Icon name="window" />
          <span aria-hidden="true">{opener + 1}</span>
          <span class="sr-only">{openedBy}</span>
        </span>
      )}
      {presence !== "open" && (
        <span class="sr-only">{presence === "closed" ? "closed" : "not open yet"}</span>
      )}
    </button>
  );
}

/** Scrolls to the tab that is shown, and gives it the focus if another had it. */
function useKeepInSight(strip: RefObject<HTMLElement | null>, selected: number): void {
  const movesFocus = useRef(false);
  useLayoutEffect(() => {
    const element = strip.current;
    if (!element || selected < 0) return;
    movesFocus.current = element.contains(document.activeElement);
    scrollToItem(element, selected, TAB_WIDTH, "x");
  }, [selected]);
  // Far away, the tab is rendered only once the strip has been scrolled to it.
  useLayoutEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-selected=true]");
    if (!movesFocus.current || !tab) return;
    movesFocus.current = false;
    tab.focus({ preventScroll: true });
  });
}
