/** A node of the recording, as far as it is compared. */
interface RebuiltNode {
  id: number;
  name: string;
  children: RebuiltNode[];
}

interface Serialized {
  id: number;
  tagName?: string;
  textContent?: string;
  /** Of a document type. */
  name?: string;
  childNodes?: Serialized[];
}

interface MutationData {
  adds: { parentId: number; nextId: number | null; node: Serialized }[];
  removes: { parentId: number; id: number }[];
}

/** Applies events to an empty tree as a replayer does, and refuses what has no place in it. */
export class RebuiltTree {
  private readonly nodes = new Map<number, RebuiltNode>();
  private root: RebuiltNode | undefined;

  /** @param events - as JSON; those that do not change the tree are left out */
  constructor(events: string[]) {
    for (const { type, data } of events.map((text) => JSON.parse(text))) {
      if (type === 2) this.restart(data.node);
      else if (type === 3 && data.source === 0) this.change(data);
    }
  }

  /** A line a node, indented by its level. */
  outline(node = this.root, level = ""): string {
    if (!node) return "";
    const below = node.children.map((child) => this.outline(child, `${level} `));
    return [level + node.name, ...below].join("\n");
  }

  private restart(node: Serialized): void {
    this.nodes.clear();
    this.root = this.build(node);
  }

  private build({ id, tagName, textContent, name, childNodes }: Serialized): RebuiltNode {
    if (this.nodes.has(id)) throw new Error(`node ${id} is there already`);
    const node: RebuiltNode = { id, name: tagName ?? textContent ?? name ?? "", children: [] };
    this.nodes.set(id, node);
    node.children = (childNodes ?? []).map((child) => this.build(child));
    return node;
  }

  private change({ adds, removes }: MutationData): void {
    for (const { parentId, id } of removes) {
      const { children } = this.get(parentId);
      const index = children.indexOf(this.get(id));
      if (index === -1) throw new Error(`node ${id} is not in ${parentId}`);
      this.forget(children.splice(index, 1)[0] as RebuiltNode);
    }
    for (const { parentId, nextId, node } of adds) {
      const { children } = this.get(parentId);
      const index = nextId === null ? children.length : children.indexOf(this.get(nextId));
      if (index === -1) throw new Error(`node ${nextId} is not in ${parentId}`);
      children.splice(index, 0, this.build(node));
    }
  }

  private forget(node: RebuiltNode): void {
    this.nodes.delete(node.id);
    node.children.forEach((child) => {
      this.forget(child);
    });
  }

  private get(id: number): RebuiltNode {
    const node = this.nodes.get(id);
    if (!node) throw new Error(`there is no node ${id}`);
    return node;
  }
}

/** What `RebuiltTree.outline` gives, of the document itself: to be evaluated in the page. */
export const OUTLINE = `(function outline(node, level) {
  const name = node.nodeType === 1 ? node.localName : node.nodeType === 3 ? node.data : node.name ?? "";
  const children = [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])];
  return [level + name, ...children.map((child) => outline(child, level + " "))].join("\\n");
})`;
