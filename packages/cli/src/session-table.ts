import prettyMilliseconds from "pretty-ms";
import type { SessionSummary } from "./session-summary.js";

const HEADINGS = ["SESSION", "STARTED", "DURATION", "STATE", "TABS", "LAST URL"];
const GAP = "  ";

/**
 * Lays sessions out as a table.
 *
 * @param width - of the terminal, in characters; undefined writes lines of any length
 */
export function formatSessions(sessions: SessionSummary[], width: number | undefined): string[] {
  const rows = [HEADINGS, ...sessions.map(toRow)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) => {
    const line = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
    return width !== undefined && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  });
}

function toRow(session: SessionSummary): string[] {
  const { sessionId, state, startedAt, duration, tooShort, targets, lastUrl } = session;
  return [
    sessionId,
    startedAt === undefined ? "" : formatTime(startedAt),
    duration === undefined ? "" : prettyMilliseconds(duration),
    tooShort ? `${state}, too short` : state,
    targets === undefined ? "" : String(targets),
    printable(lastUrl ?? ""),
  ];
}

/** `2026-05-28 20:15:00` in local time. */
function formatTime(timestamp: number): string {
  const date = new Date(timestamp);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  return `${day} ${time}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** A page chose the address: it must not write escape sequences to the terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "\ufffd");
}
