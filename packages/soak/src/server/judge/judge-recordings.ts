import type { Fate } from "../fates/fate.ts";
import type { RecordingLike } from "../recordings.ts";

/** Says what is wrong with the recordings of lives. @param fates - by the number of the life */
export function judgeRecordings(fates: readonly Fate[], recordings: RecordingLike[]): string[] {
  const strangers = recordings.filter(({ metadata }) => !fates[Number(metadata.life)]);
  const findings = strangers.map(({ sessionId }) => `${sessionId} is the recording of no client.`);
  const lives = fates.flatMap((fate, life) => {
    const own = recordings.filter(({ metadata }) => metadata.life === String(life));
    const [recording] = own;
    if (own.length > 1) return [`"${fate.name}" has ${own.length} recordings, not one.`];
    if (recording) return judgeRecording(fate, recording);
    return fate.maybeNone ? [] : [`"${fate.name}" has no recording.`];
  });
  return [...findings, ...lives];
}

function judgeRecording(fate: Fate, recording: RecordingLike): string[] {
  const { sessionId, state, reason = "none", gaps, events } = recording;
  const say = (what: string) => `The recording ${sessionId} ("${fate.name}") ${what}.`;
  const findings: string[] = [];
  if (state === "recording") findings.push(say("is not finished"));
  else if (!fate.reasons.includes(reason)) {
    findings.push(say(`ended with the reason ${reason}, not ${fate.reasons.join(" or ")}`));
  }
  for (const gap of gaps) {
    if (fate.gaps?.includes(gap.reason)) continue;
    findings.push(say(`has a gap: ${gap.reason}${gap.detail ? ` (${gap.detail})` : ""}`));
  }
  if (state === "partial" && gaps.length === 0) findings.push(say("is partial, and says not why"));
  if (state === "recovered") findings.push(say("was finished by another process"));
  if (events === 0 && !fate.maybeEmpty) findings.push(say("has no events"));
  return findings;
}
