const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A moment as a clock shows it: `1:23.4`, with hours where the whole has some.
 *
 * @param ms - since the session's start
 * @param wholeMs - the session's duration: all of its moments have the same width
 */
export function formatClock(ms: number, wholeMs: number): string {
  const { hours, minutes, seconds, rest } = split(ms);
  const tail = `${pad(seconds)}.${Math.floor(rest / 100)}`;
  if (wholeMs >= HOUR_MS) return `${hours}:${pad(minutes)}:${tail}`;
  return `${wholeMs >= 10 * MINUTE_MS ? pad(minutes) : minutes}:${tail}`;
}

/** A moment to the second, as on a ruler: `1:23`. */
export function formatMark(ms: number): string {
  const { hours, minutes, seconds, rest } = split(ms);
  const tail = rest > 0 ? `${pad(seconds)}.${Math.round(rest / 100)}` : pad(seconds);
  return hours > 0 ? `${hours}:${pad(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** A length of time in short: `340 ms`, `12 s`, `4 min 12 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < SECOND_MS) return `${Math.round(ms)} ms`;
  const { hours, minutes, seconds } = split(ms);
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}

/** A length of time in words, as a screen reader says it: `1 minute 23 seconds`. */
export function spellDuration(ms: number): string {
  const { hours, minutes, seconds } = split(ms);
  const words = [
    hours > 0 && count(hours, "hour"),
    minutes > 0 && count(minutes, "minute"),
    seconds > 0 && count(seconds, "second"),
  ].filter(Boolean);
  return words.join(" ") || "0 seconds";
}

/**
 * The date and time of day, in the reader's language and zone.
 *
 * @param time - ms since the epoch, of any origin: it may be no time at all
 */
export function formatDate(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "an unknown time";
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" }).format(
    date,
  );
}

function split(ms: number) {
  const whole = Number.isFinite(ms) ? Math.max(ms, 0) : 0;
  return {
    hours: Math.floor(whole / HOUR_MS),
    minutes: Math.floor((whole % HOUR_MS) / MINUTE_MS),
    seconds: Math.floor((whole % MINUTE_MS) / SECOND_MS),
    rest: Math.floor(whole % SECOND_MS),
  };
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
