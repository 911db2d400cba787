import type { Gap } from "@pagereel/protocol";

/** What is missing: in a few words, and in a sentence or two. */
interface GapWords {
  label: string;
  sentence: string;
}

const WORDS: Record<string, GapWords> = {
  "rate-limited": {
    label: "Paused: the page changed too much",
    sentence: "The tab sent more than it may in a second. Its recording was paused.",
  },
  "size-limit": {
    label: "Ended: the page sent too much",
    sentence: "The tab sent more than it may in all. Its recording ended here.",
  },
  "over-budget": {
    label: "Left out to spare the page",
    sentence: "Recording cost more than its budget. Details are left out.",
  },
  "batch-lost": {
    label: "Changes of the page were lost",
    sentence: "Changes of the page were lost, up to its next full snapshot.",
  },
  "batch-broken": {
    label: "Changes of the page were damaged",
    sentence: "Changes of the page arrived broken, up to its next full snapshot.",
  },
  "batch-too-large": {
    label: "Changes of the page were too large",
    sentence: "A change of the page was too large to be recorded.",
  },
  "recorder-error": {
    label: "An error in the recorder",
    sentence: "The recorder failed in the page.",
  },
  "style-sheet-missing": {
    label: "A style sheet is missing",
    sentence: "The text of a style sheet could not be had.",
  },
  "attach-failed": {
    label: "A page or frame was not recorded",
    sentence: "A page or a frame could not be recorded.",
  },
  "target-crashed": {
    label: "The page crashed",
    sentence: "The page's process crashed.",
  },
  "queue-full": {
    label: "Too much waited to be stored",
    sentence: "The store was too slow. The tab's recording was paused.",
  },
  "sink-write-failed": {
    label: "It could not be stored",
    sentence: "The store did not take what was recorded.",
  },
  "sink-timeout": {
    label: "It was not stored in time",
    sentence: "The store did not answer in time.",
  },
  "sink-slow": {
    label: "Mouse moves left out: storing was slow",
    sentence: "The store was slow. Positions of the mouse are left out.",
  },
  "segment-lost": {
    label: "A part was deleted while it was recorded",
    sentence: "A part of the recording was deleted while it was being written.",
  },
  "segment-missing": {
    label: "A part of the recording is missing",
    sentence: "A part of the recording is not in the store any more.",
  },
  "segment-damaged": {
    label: "A part of the recording is damaged",
    sentence: "A part of the recording is damaged.",
  },
  "writer-closed": {
    label: "The page went on after it was closed",
    sentence: "What the page said long after it had closed is left out.",
  },
  "process-killed": {
    label: "The recording process was killed",
    sentence: "The process that recorded was killed before it had stored this.",
  },
};

/** A gap in a few words. */
export function labelGap({ reason }: Pick<Gap, "reason">): string {
  return wordsOf(reason)?.label ?? `Missing: ${reason}`;
}

/** A sentence for a gap, with what the recorder had to say of it. */
export function describeGap({ reason, detail }: Pick<Gap, "reason" | "detail">): string {
  const sentence = wordsOf(reason)?.sentence ?? `Something is missing: ${reason}.`;
  return [sentence, detail].filter(Boolean).join(" ");
}

function wordsOf(reason: string): GapWords | undefined {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason] : undefined;
}
