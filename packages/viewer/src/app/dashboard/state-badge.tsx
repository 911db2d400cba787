import type { SessionSummary } from "../server/session-summary.js";
import { describeState } from "../session/words.js";

type State = Parameters<typeof describeState>[0]["state"];

const STATES: State[] = ["recording", "final", "partial", "recovered"];

/** The words for all states that a session in the list can be in. */
export const STATE_LABELS: Record<string, string> = {
  ...Object.fromEntries(STATES.map((state) => [state, wordsOf({ state }).label])),
  unreadable: "Unreadable",
};

export function StateBadge({ session }: { session: SessionSummary }) {
  const { label, explanation, tone } = wordsOf(session);
  return (
    <span class={`badge badge-${tone}`} title={explanation}>
      {tone === "live" && <span class="live-dot" />}
      {label}
    </span>
  );
}

function wordsOf({ state, tooShort = false }: Pick<SessionSummary, "state" | "tooShort">) {
  const isKnown = (STATES as string[]).includes(state);
  if (isKnown) return describeState({ state: state as State, tooShort }, true);
  return {
    label: "Unreadable",
    tone: "negative",
    explanation: "Its manifest is damaged, or was written by a newer Pagereel.",
  };
}
