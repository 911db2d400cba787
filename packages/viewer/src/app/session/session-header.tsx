import type { ComponentChildren } from "preact";
import type { SessionData } from "../../data/session-data.js";
import { formatDate, formatDuration } from "../../ui/format-time.js";
import { Popover } from "../../ui/popover.js";
import type { Toaster } from "../../ui/toast.js";
import { SessionFacts } from "./session-facts.js";
import { titleOf } from "./targets-at.js";
import { describeState } from "./words.js";

export interface SessionHeaderProps {
  data: SessionData;
  toaster: Toaster;
  /** Of the page that the view is in: such as the way back to a list. */
  children?: ComponentChildren;
}

export function SessionHeader({ data, toaster, children }: SessionHeaderProps) {
  const { startedAt } = data.manifest.value;
  const duration = formatDuration(data.endTime.value - data.startTime.value);
  return (
    <header class="session-header">
      {children}
      <h1 class="cut">
        <bdi>{titleOf(data.targets.value) ?? "Untitled session"}</bdi>
      </h1>
      <StateBadge data={data} toaster={toaster} />
      <p class="session-when numeric cut">
        {formatDate(startedAt)}
        <span class="session-duration">{duration}</span>
      </p>
    </header>
  );
}

/** The state in a word; behind it what it means, and all that is known of the session. */
function StateBadge({ data, toaster }: SessionHeaderProps) {
  const state = describeState(data.manifest.value, data.isLive.value);
  return (
    <Popover
      side="below"
      align="start"
      haspopup="dialog"
      label="About this recording"
      trigger={({ toggle, attributes }) => (
        <button
          type="button"
          class={`badge badge-button badge-${state.tone}`}
          title="About this recording"
          onClick={toggle}
          {...attributes}
        >
          <span class="badge-dot" aria-hidden="true" />
          {state.label}
          <span class="sr-only">: about this recording</span>
        </button>
      )}
    >
      {() => <SessionFacts data={data} toaster={toaster} state={state} />}
    </Popover>
  );
}
