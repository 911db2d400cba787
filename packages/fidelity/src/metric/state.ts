/** x, y, width, height in CSS pixels of the node's own document. */
export type Rect = [number, number, number, number];

/** What one node shows. Only what applies to its kind is there. */
export interface NodeState {
  /** Its id in the recording. */
  id: number;
  /** For a person: tag, id and first class; `#document`; `#text in p`. */
  name: string;
  rect?: Rect;
  /** Index into the document's styles. */
  style?: number;
  state?: Record<string, string | boolean>;
  scroll?: [number, number];
  text?: string;
}

/** What a document shows. */
export interface DocumentState {
  nodes: NodeState[];
  /** Names of the nodes that have no id: what a recording does not know of. */
  withoutId: string[];
  /** Computed values by property. */
  styles: Record<string, string>[];
}

/** What a target shows at a moment: the documents of all its frames, and a picture. */
export interface TargetState {
  documents: DocumentState[];
  /** PNG as base64. */
  screenshot: string;
  /** Rects of the top document that hold moving pictures. */
  videos: Rect[];
}

export interface ReadOptions {
  /** True reads the documents of frames too, which in a live page may be out of reach. */
  intoFrames: boolean;
  /** True for a live page: shows texts as the recording should have them, and blocks likewise. */
  maskTexts: boolean;
  /** Pseudo-classes to compare besides the usual ones. */
  pseudoClasses: string[];
}
