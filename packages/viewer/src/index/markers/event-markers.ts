import { parseEventLine } from "@pagereel/protocol";
import { EventType, type eventWithTime, IncrementalSource, MouseInteractions } from "@rrweb/types";
import { isTime } from "../../data/is-time.js";
import { cut, shortAddress } from "../../data/label-of.js";
import { sourceOfLine, timestampOfLine, typeOfLine } from "../../data/text/event-line.js";
import type { Activity } from "../activity/activity.js";
import { describeElement, ElementNames, nameOf, typeOf } from "./element-names.js";
import { consoleMarker, customMarker, pluginMarkers } from "./logged.js";
import type { NewMarker } from "./marker-list.js";
import { MAX_DETAIL_LENGTH } from "./message-detail.js";
import type { PageLoads } from "./page-loads.js";

/** ms between two inputs in one element that are one. */
const TYPING_MS = 2000;

/** rrweb's interactions that are worth a marker. */
const CLICKS: { [type: number]: string } = {
  [MouseInteractions.Click]: "Click",
  [MouseInteractions.ContextMenu]: "Right click",
  [MouseInteractions.DblClick]: "Double click",
};

/** What is known of a target while its lines are read. */
interface TargetState {
  /** The last input. */
  input?: { id: unknown; timestamp: number };
  address?: string;
}

type Data = Record<string, unknown>;

/** Finds what happened in the lines of events; looks closely at few of them. */
export class EventMarkers {
  readonly #names = new ElementNames();
  readonly #states = new Map<string, TargetState>();

  /** @param isUnknown - whether a target's addresses are in its events only */
  constructor(
    private readonly add: (marker: NewMarker) => void,
    private readonly activity: Activity,
    private readonly loads: PageLoads,
    private readonly isUnknown: (targetId: string) => boolean,
  ) {}

  take(targetId: string, line: string): void {
    const type = typeOfLine(line);
    const source = type === EventType.IncrementalSnapshot ? sourceOfLine(line) : -1;
    if (type !== undefined && source !== undefined) {
      this.#takeUsual(targetId, line, type, source);
      return;
    }
    const usual = toUsualLine(line);
    if (usual === undefined) return;
    this.#takeUsual(targetId, usual, typeOfLine(usual) ?? -1, sourceOfLine(usual) ?? -1);
  }

  #takeUsual(targetId: string, line: string, type: number, source: number): void {
    if (type === EventType.IncrementalSnapshot) this.#takeIncremental(targetId, line, source);
    else if (type === EventType.FullSnapshot) this.#takeSnapshot(targetId, line);
    else if (type === EventType.DomContentLoaded) this.#takeLoaded(targetId, line);
    else if (type === EventType.Meta && this.isUnknown(targetId)) this.#takeMeta(targetId, line);
    else if (type === EventType.Custom || type === EventType.Plugin)
      this.#takeLogged(targetId, line);
  }

  #takeSnapshot(targetId: string, line: string): void {
    this.#names.noteSnapshot(targetId, line);
    const timestamp = timestampOfLine(line);
    if (isTime(timestamp)) this.loads.noteSnapshot(targetId, timestamp);
  }

  #takeLoaded(targetId: string, line: string): void {
    const timestamp = timestampOfLine(line);
    if (isTime(timestamp)) this.loads.noteLoaded(targetId, timestamp);
  }

  #takeIncremental(targetId: string, line: string, source: number): void {
    switch (source) {
      case IncrementalSource.Mutation:
        if (line.includes(`"adds":[{`)) this.#names.noteAddition(targetId, line);
        break;
      case IncrementalSource.MouseInteraction:
      case IncrementalSource.Input:
        this.#takeInteraction(targetId, line, source);
        break;
      case IncrementalSource.Log:
        this.#takeLogged(targetId, line);
        break;
      case IncrementalSource.MouseMove:
      case IncrementalSource.Scroll:
      case IncrementalSource.ViewportResize:
      case IncrementalSource.TouchMove:
      case IncrementalSource.Drag: {
        const timestamp = timestampOfLine(line);
        if (isTime(timestamp)) this.activity.noteMove(timestamp);
      }
    }
  }

  #takeInteraction(targetId: string, line: string, source: number): void {
    const event = parseUsable(line);
    if (!event) return;
    const { timestamp, data } = event;
    this.activity.noteMove(timestamp);
    const isInput = source === IncrementalSource.Input;
    if (isInput ? data.userTriggered === false : isFocusChange(data.type)) return;
    this.activity.noteAction(targetId, timestamp);
    if (isInput) this.#takeInput(targetId, timestamp, data);
    else this.#takeClick(targetId, timestamp, data);
  }

  #takeClick(targetId: string, timestamp: number, { type, id }: Data): void {
    const what = CLICKS[type as number];
    if (what === undefined) return;
    const element = this.#names.find(targetId, id as number);
    const name = element && describeElement(element);
    this.add({ kind: "click", targetId, timestamp, label: name ? `${what} on ${name}` : what });
  }

  #takeInput(targetId: string, timestamp: number, { id, text, isChecked }: Data): void {
    const state = this.#stateOf(targetId);
    const { input } = state;
    state.input = { id, timestamp };
    if (input && input.id === id && timestamp - input.timestamp < TYPING_MS) return;
    const element = this.#names.find(targetId, id as number);
    const name = element ? nameOf(element) : "";
    const isChoice = /^(?:checkbox|radio)$/.test(element ? typeOf(element.attributes) : "");
    const what = isChoice ? (isChecked === true ? "Checked" : "Unchecked") : "Input";
    const preposition = isChoice ? "" : "in ";
    const value = typeof text === "string" && text !== "" && !isChoice ? { detail: cut(text) } : {};
    const label = name === "" ? what : `${what} ${preposition}“${name}”`;
    this.add({ kind: "input", targetId, timestamp, label, ...value });
  }

  #takeMeta(targetId: string, line: string): void {
    const event = parseUsable(line);
    const href = event?.data.href;
    const state = this.#stateOf(targetId);
    if (!event || typeof href !== "string" || state.address === href) return;
    state.address = href;
    const { timestamp } = event;
    this.activity.noteAction(targetId, timestamp);
    const detail = cut(href, MAX_DETAIL_LENGTH);
    this.add({ kind: "navigation", targetId, timestamp, label: shortAddress(href), detail });
  }

  #takeLogged(targetId: string, line: string): void {
    const event = parseUsable(line);
    if (!event) return;
    const { type, data, timestamp } = event;
    const found =
      type === EventType.Custom
        ? [customMarker(data)]
        : type === EventType.Plugin
          ? pluginMarkers(data)
          : [consoleMarker(data)];
    for (const each of found) if (each) this.add({ ...each, targetId, timestamp });
  }

  #stateOf(targetId: string): TargetState {
    const known = this.#states.get(targetId) ?? {};
    this.#states.set(targetId, known);
    return known;
  }
}

/** They come with opening and closing other tabs, too. */
function isFocusChange(type: unknown): boolean {
  return type === MouseInteractions.Focus || type === MouseInteractions.Blur;
}

function parseUsable(line: string): { type: number; timestamp: number; data: Data } | undefined {
  const event: eventWithTime | undefined = parseEventLine(line);
  const data = event?.data as Data | null | undefined;
  return event && isTime(event.timestamp) && typeof data === "object" && data !== null
    ? { type: event.type, timestamp: event.timestamp, data }
    : undefined;
}

/** An event that is written with its members in another order. */
function toUsualLine(line: string): string | undefined {
  const event = parseUsable(line);
  if (!event) return undefined;
  const { type, timestamp, data } = event;
  const ordered = "source" in data ? { source: data.source, ...data } : data;
  return JSON.stringify({ type, data: ordered, timestamp });
}
