import {
  type addedNodeMutation,
  EventType,
  type eventWithTime,
  IncrementalSource,
  type mutationData,
  NodeType,
  type serializedNodeWithId,
} from "@rrweb/types";

/** Where the title of the document on show is, by rrweb ids. */
interface TitlePlace {
  headId?: number | undefined;
  titleId?: number | undefined;
  textId?: number | undefined;
  text: string;
}

/**
 * Finds the title that a target's last document had at the end.
 *
 * @returns undefined without a title, or where the events are not what rrweb writes
 */
export function documentTitle(events: readonly eventWithTime[]): string | undefined {
  let place: TitlePlace = { text: "" };
  try {
    for (const event of events) {
      if (event.type === EventType.FullSnapshot) place = findTitle(event.data.node);
      else if (
        event.type === EventType.IncrementalSnapshot &&
        event.data.source === IncrementalSource.Mutation
      ) {
        applyMutation(place, event.data);
      }
    }
    return place.text.trim() || undefined;
  } catch {
    // An event of another shape. A tab without a title is named after its address.
    return undefined;
  }
}

function findTitle(root: serializedNodeWithId): TitlePlace {
  const head = child(child(root, "html"), "head");
  const title = child(head, "title");
  const text = title && "childNodes" in title ? title.childNodes[0] : undefined;
  return {
    headId: head?.id,
    titleId: title?.id,
    textId: text?.id,
    text: text?.type === NodeType.Text ? text.textContent : "",
  };
}

function child(
  parent: serializedNodeWithId | undefined,
  tagName: string,
): serializedNodeWithId | undefined {
  if (!parent || !("childNodes" in parent)) return undefined;
  return parent.childNodes.find((node) => isElement(node, tagName));
}

function isElement(node: serializedNodeWithId, tagName: string): boolean {
  return node.type === NodeType.Element && node.tagName === tagName;
}

function applyMutation(place: TitlePlace, { adds, texts }: mutationData): void {
  for (const add of adds) applyAdd(place, add);
  for (const { id, value } of texts) {
    if (id === place.textId) place.text = value ?? "";
  }
}

function applyAdd(place: TitlePlace, { parentId, node }: addedNodeMutation): void {
  if (parentId === place.headId && isElement(node, "title")) {
    place.titleId = node.id;
  } else if (parentId === place.titleId && node.type === NodeType.Text) {
    place.textId = node.id;
    place.text = node.textContent;
  }
}
