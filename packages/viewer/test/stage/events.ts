import * as recordings from "@pagereel/testing/recordings";
import {
  EventType,
  type eventWithTime,
  type mutationCallbackParam,
  type serializedNodeWithId,
} from "@rrweb/types";

export const { START, element, text } = recordings;

/** A Meta event and a full snapshot. @param at - ms since the start */
export function page(
  at: number,
  content: { head?: serializedNodeWithId[]; body?: serializedNodeWithId[] },
): eventWithTime[] {
  return [recordings.meta("https://a.test/", at), recordings.fullSnapshot(content, at)];
}

export function incremental(at: number, data: object): eventWithTime {
  return { type: EventType.IncrementalSnapshot, data, timestamp: START + at } as eventWithTime;
}

export function mutation(at: number, change: Partial<mutationCallbackParam>): eventWithTime {
  return recordings.mutation(change, at);
}

/** What a text node shows from a time on. */
export function write(at: number, node: serializedNodeWithId, value: string): eventWithTime {
  return mutation(at, { texts: [{ id: node.id, value }] });
}
