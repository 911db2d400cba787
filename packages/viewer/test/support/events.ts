import * as recordings from "@pagereel/testing/recordings";
import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  MouseInteractions,
  NodeType,
  type serializedElementNodeWithId,
  type serializedNodeWithId,
} from "@rrweb/types";
import { incremental, mutation } from "../stage/events.js";

export const { START, brokenEvent } = recordings;
export { incremental, mutation };

type Attributes = serializedElementNodeWithId["attributes"];

export function element(
  id: number,
  tagName: string,
  attributes: Attributes = {},
  ...childNodes: serializedNodeWithId[]
): serializedElementNodeWithId {
  return { type: NodeType.Element, tagName, attributes, id, childNodes };
}

export function text(id: number, textContent: string): serializedNodeWithId {
  return { type: NodeType.Text, textContent, id };
}

/** @param at - ms after the start, as everywhere here */
export function meta(at: number, href = "https://shop.test/"): eventWithTime {
  return recordings.meta(href, at);
}

/** Of a page with these nodes in its body. The ids of the page itself are 1 to 4. */
export function fullSnapshot(at: number, ...body: serializedNodeWithId[]): eventWithTime {
  const html = element(2, "html", {}, element(3, "head"), element(4, "body", {}, ...body));
  const node: serializedNodeWithId = { type: NodeType.Document, childNodes: [html], id: 1 };
  const data = { node, initialOffset: { top: 0, left: 0 } };
  return { type: EventType.FullSnapshot, data, timestamp: START + at };
}

/** A full snapshot, and what is before it. */
export function checkout(at: number, ...body: serializedNodeWithId[]): eventWithTime[] {
  return [meta(at), fullSnapshot(at, ...body)];
}

export function added(at: number, node: serializedNodeWithId): eventWithTime {
  return mutation(at, { adds: [{ parentId: 4, nextId: null, node }] });
}

export function move(at: number): eventWithTime {
  const positions = [{ x: 1, y: 1, id: 4, timeOffset: 0 }];
  return incremental(at, { source: IncrementalSource.MouseMove, positions });
}

export function click(at: number, id = 4): eventWithTime {
  const type = MouseInteractions.Click;
  return incremental(at, { source: IncrementalSource.MouseInteraction, type, id, x: 1, y: 1 });
}

export function input(at: number, id: number, value: string, userTriggered = true): eventWithTime {
  const data = { source: IncrementalSource.Input, text: value, isChecked: false };
  return incremental(at, { ...data, userTriggered, id });
}

export function custom(at: number, tag: string, payload: unknown = null): eventWithTime {
  return { type: EventType.Custom, data: { tag, payload }, timestamp: START + at };
}

export function plugin(at: number, name: string, payload: unknown): eventWithTime {
  return { type: EventType.Plugin, data: { plugin: name, payload }, timestamp: START + at };
}

export function linesOf(events: readonly unknown[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
