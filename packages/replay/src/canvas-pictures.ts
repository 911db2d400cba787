import type { canvasMutationCommand, canvasMutationData } from "@rrweb/types";

type CanvasArgument = { rr_type?: string; args?: unknown[]; data?: unknown[]; base64?: string };

interface Nodes {
  getNode(id: number): Node | null;
  getId(node: Node): number;
}

/**
 * Shows canvases as pictures. In a replay that runs no scripts a canvas draws nothing and has no
 * size; an element whose `content` is a picture has both, and stays the same element for CSS.
 */
export class CanvasPictures {
  private readonly pictures = new Map<number, string>();

  keep(data: canvasMutationData): void {
    const picture = pictureOf(data);
    if (picture) this.pictures.set(data.id, picture);
  }

  clear(): void {
    this.pictures.clear();
  }

  showAll(document: Document, nodes: Nodes): void {
    for (const canvas of document.querySelectorAll("canvas"))
      this.show(canvas, nodes.getId(canvas));
    for (const id of this.pictures.keys()) {
      const canvas = nodes.getNode(id) as HTMLCanvasElement | null;
      // Those in frames and shadow trees, which the document does not list.
      if (canvas?.isConnected && canvas.localName === "canvas") this.show(canvas, id);
    }
  }

  private show(canvas: HTMLCanvasElement, id: number): void {
    const picture = this.pictures.get(id) ?? "";
    const { width, height } = canvas;
    // The picture may be smaller than the canvas; as an SVG it takes the size of that.
    const image =
      picture && `<image href="${picture}" width="100%" height="100%" preserveAspectRatio="none"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`;
    const content = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
    if (canvas.style.content !== content) canvas.style.setProperty("content", content, "important");
  }
}

/** The picture of a frame as a data URL; undefined for commands of drawing. */
function pictureOf(data: canvasMutationData): string | undefined {
  const commands: canvasMutationCommand[] = "commands" in data ? data.commands : [data];
  for (const { property, args } of commands) {
    const blob = (args[0] as CanvasArgument | undefined)?.args?.[0] as CanvasArgument | undefined;
    const bytes = blob?.data?.[0] as CanvasArgument | undefined;
    if (property !== "drawImage" || !bytes?.base64) continue;
    const type = (blob as { type?: string }).type ?? "image/png";
    return `data:${type};base64,${bytes.base64}`;
  }
  return undefined;
}
