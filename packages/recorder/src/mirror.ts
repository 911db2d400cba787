import { SafeWeakMap } from "./natives.js";

/** Elements whose text is not shown as such. */
export type TextTag = "style" | "script" | "";

/** What the replay knows of a node. One that comes back after a removal gets a new entry. */
export interface Entry {
  readonly id: number;
  readonly parent: Entry | undefined;
  /** A child of its parent's shadow root. */
  readonly shadow: boolean;
  /** True where the children are not recorded as nodes: what is blocked, and textareas. */
  readonly opaque: boolean;
  /** The tag of an element whose text is more than text; empty for all others. */
  readonly textTag: TextTag;
  /** Children of it are still to be recorded, in a slice to come. */
  pending: boolean;
  gone: boolean;
  /** The state of the mirror in which it was last seen to be in the replay. */
  seen: number;
}

/**
 * The tree as the replay has it, by node of the page. It holds no node: what the page drops, it
 * drops too.
 */
export class Mirror {
  private readonly entries = new SafeWeakMap<Node, Entry>();
  private lastId: number;
  private state = 0;

  /** @param idBase - ids begin above it: those of a target's documents must not overlap */
  constructor(readonly idBase: number) {
    this.lastId = idBase;
  }

  get(node: Node): Entry | undefined {
    return this.entries.get(node);
  }

  /** Whether the replay shows a node. */
  has(node: Node): boolean {
    const entry = this.entries.get(node);
    return entry !== undefined && this.isPresent(entry);
  }

  /** rrweb's id, or -1. */
  idOf(node: Node): number {
    return this.entries.get(node)?.id ?? -1;
  }

  /** Puts a node into the replay below `parent`. A node keeps its id for life. */
  add(
    node: Node,
    parent: Entry | undefined,
    shadow: boolean,
    opaque: boolean,
    textTag: TextTag = "",
  ): Entry {
    const known = this.entries.get(node);
    // What was below the old entry stays gone with it, but for what is added again.
    if (known) known.gone = true;
    const id = known?.id ?? ++this.lastId;
    const entry: Entry = {
      id,
      parent,
      shadow,
      opaque,
      textTag,
      pending: false,
      gone: false,
      seen: this.state,
    };
    this.entries.set(node, entry);
    return entry;
  }

  /** An id for a node of the replay that is none of the page. */
  newId(): number {
    return ++this.lastId;
  }

  /** Begins a snapshot: what it does not add again is gone. */
  restart(root: Node): void {
    const entry = this.entries.get(root);
    if (entry) this.remove(entry);
  }

  /** Takes a node out of the replay, with all that is below it. */
  remove(entry: Entry): void {
    entry.gone = true;
    this.state++;
  }

  /** Whether the replay shows it: neither it nor what it is in was removed. */
  isPresent(entry: Entry): boolean {
    let at: Entry | undefined = entry;
    while (at && at.seen !== this.state) {
      if (at.gone) return false;
      at = at.parent;
    }
    for (let e: Entry | undefined = entry; e && e !== at; e = e.parent) e.seen = this.state;
    return true;
  }
}
