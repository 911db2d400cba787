/** What a heap snapshot holds. */
export interface HeapCounts {
  /** Of all objects. */
  bytes: number;
  /** How many objects there are, by class. */
  classes: Map<string, number>;
}

/** V8's format, as far as it is read here. */
interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  /** The fields of all nodes, one after another. */
  nodes: number[];
  strings: string[];
}

/**
 * The kinds of nodes that are objects of scripts or of the browser. The others are the engine's own
 * (code, shapes, tables, texts), which come and go as it likes; they count as bytes only.
 */
const COUNTED = new Set(["object", "native", "closure"]);
const ENGINE = "system / ";

/** The value of the field `detachedness` of a node of the DOM that is in no document. */
const DETACHED = 2;

/**
 * Counts the objects of a heap snapshot.
 *
 * @param json - what that `HeapProfiler.takeHeapSnapshot` or `v8.getHeapSnapshot` gives
 */
export function countHeap(json: string): HeapCounts {
  const { snapshot, nodes, strings } = JSON.parse(json) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size, detachedness] = ["type", "name", "self_size", "detachedness"].map(
    (field) => fields.indexOf(field),
  ) as [number, number, number, number];
  const classes = new Map<string, number>();
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    bytes += nodes[at + size] as number;
    const kind = types[0][nodes[at + type] as number] as string;
    const text = strings[nodes[at + name] as number] as string;
    if (!COUNTED.has(kind) || text.startsWith(ENGINE)) continue;
    const key = className(kind, text, nodes[at + detachedness] === DETACHED);
    classes.set(key, (classes.get(key) ?? 0) + 1);
  }
  return { bytes, classes };
}

/** An element is named as its tag is written, with its attributes: `<p class="a">`. */
function className(kind: string, name: string, isDetached: boolean): string {
  const bare = name.replace(/^Detached /, "").replace(/^<([\w-]+).*/s, "<$1>");
  const shown = kind === "closure" ? `function ${bare || "(anonymous)"}` : bare;
  return isDetached ? `Detached ${shown}` : shown;
}
