import type { EndReason, Manifest } from "@pagereel/protocol";

/** A state in a word, and what it means. */
export interface StateWords {
  label: string;
  tone: "neutral" | "positive" | "warning" | "live";
  explanation: string;
}

const STATES: Record<Manifest["state"], StateWords> = {
  recording: {
    label: "Recording",
    tone: "live",
    explanation: "The browser is recorded still. What it does is added here as it happens.",
  },
  final: {
    label: "Complete",
    tone: "positive",
    explanation: "The recording has ended, and nothing is known to be missing.",
  },
  partial: {
    label: "Partial",
    tone: "warning",
    explanation: "The recording has ended, and something is missing: the gaps say what.",
  },
  recovered: {
    label: "Recovered",
    tone: "warning",
    explanation:
      "The process that recorded was killed. What it had stored by then was recovered afterwards.",
  },
};

/** @param isLive - whether it is followed; a session can be named `recording` that nobody records */
export function describeState(
  manifest: Pick<Manifest, "state" | "tooShort">,
  isLive: boolean,
): StateWords {
  if (manifest.state === "recording" && !isLive) return UNFINISHED;
  return manifest.tooShort && manifest.state !== "recording" ? TOO_SHORT : STATES[manifest.state];
}

const UNFINISHED: StateWords = {
  label: "Unfinished",
  tone: "warning",
  explanation: "The recording had not ended when this was stored. What there was then is here.",
};

const TOO_SHORT: StateWords = {
  label: "Too short",
  tone: "warning",
  explanation: "The recording is shorter than a second: there is hardly anything to see.",
};

/** What is hidden in every recording, unless its options say otherwise. */
export const MASKED_WORDS =
  "What was typed into fields is recorded as asterisks, passwords always, unless the recording's " +
  "options unmask them.";

const END_REASONS: Record<EndReason, string> = {
  closed: "It ended when the browser was closed.",
  disconnected: "It ended when the connection to the browser was lost or given up.",
  crashed: "It ended when the browser crashed.",
  "process-exit": "It ended when the process that recorded exited.",
  "process-killed": "It ended when the process that recorded was killed.",
  "max-duration": "It ended when it had the longest duration that its options allow.",
  "recording-failed": "It ended because recording failed.",
  "max-bytes": "It ended when it had the most bytes that the server allows.",
  idle: "It ended because no client was connected for long.",
  deleted: "It ended when somebody asked the server to end it.",
  shutdown: "It ended when the server was shut down.",
};

export function describeEnd(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  return (END_REASONS as Record<string, string>)[reason] ?? `It ended: ${reason}.`;
}
