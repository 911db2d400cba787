import { baseOf } from "../node/index.ts";
import type { Result, Run } from "../run/run.ts";

/**
 * What a reader has to know of a workload's tables: what failed, what recordings lack, and the load.
 *
 * @returns paragraphs and lists in Markdown
 */
export function renderNotes({ info, results }: Run, workload: string): string[] {
  const base = baseOf(workload);
  const ofWorkload = results.filter(({ cell }) => cell.workload === workload);
  const notes = [
    ...(info.variants.includes(base)
      ? []
      : [`Nothing could be compared: ${base} was not among the variants.`]),
    ...countTexts(ofWorkload.flatMap(failureOf)),
    ...countTexts(ofWorkload.flatMap(remarksOf)),
  ];
  const loads = ofWorkload.map(({ load }) => load);
  const load = `Load average (1 min) when the measurements began: ${range(loads)}.`;
  return [...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join("\n")]), load];
}

function failureOf({ cell, outcome }: Result): string[] {
  return "failure" in outcome
    ? [`${cell.variant} was not measured: ${inLine(outcome.failure)}`]
    : [];
}

function remarksOf({ cell, outcome }: Result): string[] {
  if ("failure" in outcome) return [];
  return [...new Set(outcome.remarks)].map((remark) => `${cell.variant}: ${inLine(remark)}`);
}

/** The same text once, with the number of rounds that it holds for. */
function countTexts(texts: string[]): string[] {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts].map(([text, { length }]) => `${text} (rounds: ${length})`);
}

/** A library's error has several lines; the first one says what. */
function inLine(text: string): string {
  return (text.split("\n", 1)[0] as string).trim();
}

function range(loads: number[]): string {
  return `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
}
