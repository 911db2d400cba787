import type { RecorderConfig } from "./config.js";
import { afterCall, guard } from "./disguise.js";
import { CANVAS_MUTATION, type Emit, MUTATION, mutationOf } from "./event-parts.js";
import type { Mirror } from "./mirror.js";
import {
  deref,
  getter,
  indexOf,
  isConnected,
  listen,
  method,
  NativeWeakRef,
  nativeQueueMicrotask,
  nativeSetTimeout,
  quote,
  SafeMap,
  SafeWeakMap,
  SafeWeakSet,
  slice,
} from "./natives.js";

type CanvasOptions = NonNullable<RecorderConfig["canvas"]>;

const PICTURE_TYPE = "image/webp";

const widthOf = getter(HTMLCanvasElement.prototype, "width");
const heightOf = getter(HTMLCanvasElement.prototype, "height");
const videoWidth = getter(HTMLVideoElement.prototype, "videoWidth");
const videoHeight = getter(HTMLVideoElement.prototype, "videoHeight");
const Video = HTMLVideoElement;
const Canvas = HTMLCanvasElement;
const Scratch = OffscreenCanvas;
const Words = Uint32Array;
const Reader = FileReader;
const readAsDataUrl = method(FileReader.prototype, "readAsDataURL");
const readResult = getter(FileReader.prototype, "result");
const makeBitmap = createImageBitmap;
const closeBitmap = method(ImageBitmap.prototype, "close");
const getContext = method(OffscreenCanvas.prototype, "getContext");
const toBlob = method(OffscreenCanvas.prototype, "convertToBlob");
const draw = OffscreenCanvasRenderingContext2D.prototype.drawImage;
const readPixels = method(OffscreenCanvasRenderingContext2D.prototype, "getImageData");
const pixelsOf = getter(ImageData.prototype, "data");
const then = method(Promise.prototype, "then");

/** Contexts whose drawing is gone once it is shown: a picture has to be taken within the task. */
const drawnNow = new SafeWeakSet<HTMLCanvasElement>();

/** Takes pictures of canvases, and of videos where that is asked for. */
export class Canvases {
  private readonly known = new SafeMap<number, WeakRef<HTMLCanvasElement>>();
  /** What was recorded last of an element, and of which pixels. */
  private readonly last = new SafeWeakMap<Element, { hash: number; picture: string }>();
  private readonly waiting = new SafeWeakMap<HTMLCanvasElement, ImageBitmap>();
  private ticking = false;

  constructor(
    private readonly options: CanvasOptions,
    private readonly mirror: Mirror,
    private readonly emit: Emit,
  ) {}

  /**
   * A canvas got into the recording, perhaps once more.
   *
   * @returns what shows its picture again, where there is one
   */
  add(canvas: HTMLCanvasElement, id: number): (() => void) | undefined {
    this.known.set(id, new NativeWeakRef(canvas));
    if (!this.ticking) {
      this.ticking = true;
      nativeSetTimeout(() => this.tick(), 1000 / this.options.fps);
    }
    const last = this.last.get(canvas);
    return last && (() => this.send(canvas, last.picture));
  }

  private tick(): void {
    this.known.forEach((reference, id) => {
      const canvas = deref(reference) as HTMLCanvasElement | undefined;
      if (!canvas || !isConnected(canvas)) this.known.delete(id);
      else guard(() => this.take(canvas));
    });
    this.ticking = this.known.size > 0;
    if (this.ticking) nativeSetTimeout(() => this.tick(), 1000 / this.options.fps);
  }

  private take(canvas: HTMLCanvasElement): void {
    const waiting = this.waiting.get(canvas);
    if (waiting) {
      this.waiting.delete(canvas);
      this.encode(canvas, waiting);
      return;
    }
    // Its last picture was taken when it was drawn; now there is none to be had.
    if (drawnNow.has(canvas) || widthOf(canvas) === 0 || heightOf(canvas) === 0) return;
    this.bitmapOf(canvas, widthOf(canvas), heightOf(canvas), (bitmap) =>
      this.encode(canvas, bitmap),
    );
  }

  /** Something was drawn whose picture is gone after this task. */
  onDrawn(canvas: HTMLCanvasElement): void {
    if (this.mirror.idOf(canvas) === -1 || this.pending.has(canvas)) return;
    this.pending.add(canvas);
    nativeQueueMicrotask(() => {
      this.pending.delete(canvas);
      this.bitmapOf(canvas, widthOf(canvas), heightOf(canvas), (bitmap) => {
        const earlier = this.waiting.get(canvas);
        if (earlier) closeBitmap(earlier);
        this.waiting.set(canvas, bitmap);
      });
    });
  }

  private readonly pending = new SafeWeakSet<HTMLCanvasElement>();

  /** A video began, paused or was moved to another place. */
  onVideo(video: Element): void {
    if (!this.options.videoPosters || !(video instanceof Video)) return;
    const width = videoWidth(video);
    const height = videoHeight(video);
    if (width > 0) this.bitmapOf(video, width, height, (bitmap) => this.encode(video, bitmap));
  }

  /** A copy of what an element shows, scaled down to the limit. */
  private bitmapOf(
    source: HTMLCanvasElement | HTMLVideoElement,
    width: number,
    height: number,
    use: (bitmap: ImageBitmap) => void,
  ): void {
    const scale = Math.min(1, Math.sqrt(this.options.maxPixels / (width * height)));
    const size = {
      __proto__: null,
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
    };
    // A source without a picture has none to give.
    ignoring(makeBitmap(source, size), (bitmap) => guard(() => use(bitmap)));
  }

  private encode(element: HTMLCanvasElement | HTMLVideoElement, bitmap: ImageBitmap): void {
    const { width, height } = bitmap;
    const scratch = new Scratch(width, height);
    const context = getContext(scratch, "2d", {
      __proto__: null,
      willReadFrequently: true,
    } as never) as OffscreenCanvasRenderingContext2D;
    Reflect.apply(draw, context, [bitmap, 0, 0]);
    closeBitmap(bitmap);
    const hash = hashOf(context, width, height);
    // Tainted by pictures of another origin: nobody may read it.
    if (hash === undefined || hash === this.last.get(element)?.hash) return;
    const options = { __proto__: null, type: PICTURE_TYPE, quality: this.options.quality };
    ignoring(toBlob(scratch, options), (blob) => {
      const reader = new Reader();
      listen(reader, "load", () => {
        const picture = readResult(reader) as string;
        this.last.set(element, { hash, picture });
        this.send(element, picture);
      });
      readAsDataUrl(reader, blob);
    });
  }

  private send(element: Element, picture: string): void {
    const id = this.mirror.idOf(element);
    if (id === -1) return;
    if (element instanceof Canvas) this.sendFrame(element, id, picture);
    else {
      const poster = `{"id":${id},"attributes":{"poster":${quote(picture)}}}`;
      this.emit(MUTATION, mutationOf("", poster, "", ""));
    }
  }

  /** As rrweb records frames of a canvas: it is cleared, and the picture drawn into it. */
  private sendFrame(canvas: HTMLCanvasElement, id: number, picture: string): void {
    const size = `0,0,${widthOf(canvas)},${heightOf(canvas)}`;
    const base64 = quote(slice(picture, indexOf(picture, ",") + 1));
    const bytes = `{"rr_type":"ArrayBuffer","base64":${base64}}`;
    const blob = `{"rr_type":"Blob","data":[${bytes}],"type":"${PICTURE_TYPE}"}`;
    const image = `{"rr_type":"ImageBitmap","args":[${blob}]}`;
    const clear = `{"property":"clearRect","args":[${size}]}`;
    const paint = `{"property":"drawImage","args":[${image},${size}]}`;
    this.emit(CANVAS_MUTATION, `"id":${id},"type":0,"commands":[${clear},${paint}]`);
  }
}

/** Hooks what draws into contexts that keep nothing. */
export function watchCanvases(current: () => Canvases | undefined): void {
  const canvases = new SafeWeakMap<object, HTMLCanvasElement>();
  afterCall(Canvas.prototype, "getContext", (canvas: HTMLCanvasElement, [kind], context) => {
    if (!context || canvases.has(context as object) || `${kind}` === "2d") return;
    canvases.set(context as object, canvas);
    if (indexOf(`${kind}`, "webgl") !== -1) drawnNow.add(canvas);
  });
  const onDraw = (context: object) => {
    const canvas = canvases.get(context);
    if (canvas) current()?.onDrawn(canvas);
  };
  const contexts = [WebGLRenderingContext.prototype, WebGL2RenderingContext.prototype];
  const draws = ["clear", "drawArrays", "drawElements", "drawArraysInstanced"];
  draws[draws.length] = "drawElementsInstanced";
  draws[draws.length] = "drawRangeElements";
  for (let i = 0; i < contexts.length; i++) {
    for (let j = 0; j < draws.length; j++) afterCall(contexts[i], draws[j] as string, onDraw);
  }
}

/** A number that changes with the pixels; undefined where they may not be read. */
function hashOf(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
): number | undefined {
  let words: Uint32Array;
  try {
    words = new Words(pixelsOf(readPixels(context, 0, 0, width, height)).buffer);
  } catch {
    return undefined;
  }
  // FNV-1a over pixels.
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
  return hash;
}

/** Uses what a promise gives; where it gives nothing there is nothing to record. */
function ignoring<T>(promise: Promise<T>, use: (value: T) => void): void {
  then(
    promise,
    (value) => guard(() => use(value as T)),
    () => undefined,
  );
}
