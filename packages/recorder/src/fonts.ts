import { absoluteCss } from "./css-text.js";
import { afterCall, afterConstruct } from "./disguise.js";
import { baseUri, method, quote, SafeMap, SafeWeakMap, toJson } from "./natives.js";

const join = method(Array.prototype, "join");
const Bytes = Uint8Array;
const Buffer = ArrayBuffer;
const isView = ArrayBuffer.isView;

/** What font faces were made of, as members of rrweb's font event. */
const sources = new SafeWeakMap<object, string>();

/** The faces that scripts added to the document. */
export class Fonts {
  private readonly added = new SafeMap<object, string>();

  constructor(private readonly emit: (fields: string) => void) {}

  add(face: object): void {
    const source = sources.get(face);
    if (source === undefined || this.added.has(face)) return;
    this.added.set(face, source);
    this.emit(source);
  }

  delete(face: object): void {
    this.added.delete(face);
  }

  clear(): void {
    this.added.clear();
  }

  /** Tells of all faces anew, after a snapshot. */
  sendAll(): void {
    this.added.forEach((source) => {
      this.emit(source);
    });
  }
}

/** Hooks the ways by which scripts make and add fonts. */
export function watchFonts(current: () => Fonts | undefined): void {
  afterConstruct("FontFace", (args: unknown[], face) => {
    sources.set(face, describe(args[0], args[1], args[2]));
  });
  const { prototype } = FontFaceSet;
  afterCall(prototype, "add", (_set, [face]: object[]) => current()?.add(face as object));
  afterCall(prototype, "delete", (_set, [face]: object[]) => current()?.delete(face as object));
  afterCall(prototype, "clear", () => current()?.clear());
}

function describe(family: unknown, source: unknown, descriptors: unknown): string {
  const options = descriptors ? `,"descriptors":${toJson(descriptors)}` : "";
  const isBuffer = source instanceof Buffer || isView(source);
  const text = isBuffer ? bytesText(source) : absoluteCss(`${source}`, baseUri(document));
  return `"family":${quote(`${family}`)},"fontSource":${quote(text)},"buffer":${isBuffer}${options}`;
}

/** rrweb's way to write bytes: a JSON array of numbers, as text. */
function bytesText(source: ArrayBuffer | ArrayBufferView): string {
  const bytes = isView(source)
    ? new Bytes(source.buffer, source.byteOffset, source.byteLength)
    : new Bytes(source);
  return `[${join(bytes as never, ",")}]`;
}
