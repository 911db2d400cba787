import { type Emit, SELECTION } from "./event-parts.js";
import { getter, method } from "./natives.js";

const getSelection = method(Document.prototype, "getSelection");
const isCollapsed = getter(Selection.prototype, "isCollapsed");
const rangeCount = getter(Selection.prototype, "rangeCount");
const getRange = method(Selection.prototype, "getRangeAt");
const { prototype: range } = AbstractRange;
const start = getter(range, "startContainer");
const startOffset = getter(range, "startOffset");
const end = getter(range, "endContainer");
const endOffset = getter(range, "endOffset");

/** Records which text is selected. */
export function selectionRecorder(idOf: (node: Node) => number, emit: Emit): () => void {
  let wasCollapsed = true;
  return () => {
    const selection = getSelection(document);
    if (!selection || (wasCollapsed && isCollapsed(selection))) return;
    wasCollapsed = isCollapsed(selection);
    let ranges = "";
    const count = rangeCount(selection);
    for (let i = 0; i < count; i++) {
      const at = getRange(selection, i);
      const startId = idOf(start(at));
      const endId = idOf(end(at));
      if (startId === -1 || endId === -1) continue;
      const from = `"start":${startId},"startOffset":${startOffset(at)}`;
      ranges += `${ranges && ","}{${from},"end":${endId},"endOffset":${endOffset(at)}}`;
    }
    emit(SELECTION, `"ranges":[${ranges}]`);
  };
}
