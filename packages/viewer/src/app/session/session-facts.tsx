import { cut } from "../../data/label-of.js";
import type { SessionData } from "../../data/session-data.js";
import { IconButton } from "../../ui/button.js";
import { formatDate, formatDuration } from "../../ui/format-time.js";
import type { Toaster } from "../../ui/toast.js";
import { copyAndTell } from "./commands.js";
import { describeEnd, MASKED_WORDS, type StateWords } from "./words.js";

export interface SessionFactsProps {
  data: SessionData;
  toaster: Toaster;
  state: StateWords;
}

/** What is known of a session, in words. */
export function SessionFacts({ data, toaster, state }: SessionFactsProps) {
  const manifest = data.manifest.value;
  const end = describeEnd(manifest.reason);
  return (
    <div class="session-facts">
      <p>
        {state.explanation} {end}
      </p>
      <p class="muted">{MASKED_WORDS}</p>
      <dl>
        <Fact name="Session">
          <span class="session-id">
            <code>{manifest.sessionId}</code>
            <IconButton
              icon="copy"
              label="Copy the session id"
              onClick={() => void copyAndTell({ toaster }, manifest.sessionId, "Session id copied")}
            />
          </span>
        </Fact>
        <Fact name="Started">{formatDate(manifest.startedAt)}</Fact>
        <Fact name="Duration">{formatDuration(data.endTime.value - data.startTime.value)}</Fact>
        <Fact name="Tabs">{manifest.targets.length.toLocaleString("en")}</Fact>
        <Fact name="Gaps">{manifest.gaps.length.toLocaleString("en")}</Fact>
        {manifest.limitsHit.length > 0 && (
          <Fact name="Limits reached">{manifest.limitsHit.join(", ")}</Fact>
        )}
        {textsOf({ ...manifest.client, ...manifest.metadata }).map(([name, text]) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children?: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** Metadata can be anything that JSON can be. */
function textsOf(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).map(([name, value]) => {
    return [name, cut(typeof value === "string" ? value : JSON.stringify(value))];
  });
}
