import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  type mutationCallbackParam,
  NodeType,
  type serializedElementNodeWithId,
  type serializedNodeWithId,
} from "@rrweb/types";

/** When hand-made recordings begin, in ms since the epoch. */
export const START = Date.UTC(2026, 4, 28, 20, 0, 0);

let lastId = 0;

export function element(
  tagName: string,
  attributes: serializedElementNodeWithId["attributes"] = {},
  ...childNodes: serializedNodeWithId[]
): serializedElementNodeWithId {
  return { type: NodeType.Element, id: ++lastId, tagName, attributes, childNodes };
}

export function text(textContent: string): serializedNodeWithId {
  return { type: NodeType.Text, id: ++lastId, textContent };
}

export function meta(href: string, at = 0): eventWithTime {
  return { type: EventType.Meta, data: { href, width: 800, height: 600 }, timestamp: START + at };
}

/** @param page - what is in the head, and what is in the body */
export function fullSnapshot(
  page: { head?: serializedNodeWithId[]; body?: serializedNodeWithId[] },
  at = 1,
): eventWithTime {
  const doctype: serializedNodeWithId = {
    type: NodeType.DocumentType,
    id: ++lastId,
    name: "html",
    publicId: "",
    systemId: "",
  };
  const head = element("head", {}, ...(page.head ?? []));
  const html = element("html", {}, head, element("body", {}, ...(page.body ?? [])));
  const node: serializedNodeWithId = {
    type: NodeType.Document,
    id: ++lastId,
    childNodes: [doctype, html],
  };
  return {
    type: EventType.FullSnapshot,
    data: { node, initialOffset: { top: 0, left: 0 } },
    timestamp: START + at,
  };
}

export function mutation(change: Partial<mutationCallbackParam>, at = 2): eventWithTime {
  const none = { texts: [], attributes: [], removes: [], adds: [] };
  return {
    type: EventType.IncrementalSnapshot,
    data: { source: IncrementalSource.Mutation, ...none, ...change },
    timestamp: START + at,
  };
}

/** What a file of any origin may hold in the place of an event. */
export function brokenEvent(type: EventType, at = 1): eventWithTime {
  return { type, data: null, timestamp: START + at } as unknown as eventWithTime;
}
