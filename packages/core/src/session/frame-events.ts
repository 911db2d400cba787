import { type EventText, writeEventText } from "@pagereel/protocol";
import { EventType, IncrementalSource } from "@rrweb/types";

const RESIZE = `{"type":${EventType.IncrementalSnapshot},"data":{"source":${IncrementalSource.ViewportResize},`;

/** A child has no address and size of its own in the replay: the target has one of each. */
export function isOfWholeTarget({ type, text }: EventText): boolean {
  return (
    type === EventType.Meta ||
    type === EventType.Load ||
    type === EventType.DomContentLoaded ||
    text.startsWith(RESIZE)
  );
}

const SNAPSHOT = `{"type":${EventType.FullSnapshot},"data":{"node":`;
const OFFSET = `,"initialOffset":`;

/** A child's full snapshot as the mutation by which rrweb fills an iframe. */
export function attachEvents(nodeId: number, { text }: EventText, timestamp: number): EventText[] {
  const nodeEnd = text.lastIndexOf(OFFSET);
  const node = text.slice(SNAPSHOT.length, nodeEnd);
  const adds = `[{"parentId":${nodeId},"nextId":null,"node":${node}}]`;
  const change = `"removes":[],"texts":[],"attributes":[],"isAttachIframe":true`;
  const fill = incremental(
    `{"source":${IncrementalSource.Mutation},"adds":${adds},${change}}`,
    timestamp,
  );
  const { left: x, top: y } = readOffset(text.slice(nodeEnd + OFFSET.length));
  if (x === 0 && y === 0) return [fill];
  const id = Number(/"id":(\d+)\}$/.exec(node)?.[1]);
  const scroll = JSON.stringify({ source: IncrementalSource.Scroll, id, x, y });
  return [fill, incremental(scroll, timestamp)];
}

/** @param text - begins with the offset */
function readOffset(text: string): { left: number; top: number } {
  return JSON.parse(text.slice(0, text.indexOf("}") + 1));
}

/** The mutation by which rrweb itself tells of a style sheet that came after its link element. */
export function styleEvent(id: number, cssJson: string, timestamp: number): EventText {
  const attributes = `[{"id":${id},"attributes":{"_cssText":${cssJson}}}]`;
  const change = `"adds":[],"removes":[],"texts":[],"attributes":${attributes}`;
  return incremental(`{"source":${IncrementalSource.Mutation},${change}}`, timestamp);
}

function incremental(dataJson: string, timestamp: number): EventText {
  return writeEventText(EventType.IncrementalSnapshot, dataJson, timestamp);
}
