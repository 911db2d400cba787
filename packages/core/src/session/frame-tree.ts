import { type DocumentSource, RecordedDocument } from "./recorded-document.js";

/** The documents of one target, and which iframe shows which. */
export class FrameTree {
  private readonly documents = new Map<string, RecordedDocument>();

  /** The document with this id; a new one at its first batch. */
  open(id: string, source: DocumentSource): RecordedDocument {
    const document = this.get(id);
    document.source = source;
    return document;
  }

  all(): RecordedDocument[] {
    return [...this.documents.values()];
  }

  find(id: string): RecordedDocument | undefined {
    return this.documents.get(id);
  }

  /**
   * Puts a document into an iframe element; the one that it showed before is gone with that.
   * @returns the child
   */
  link(parent: RecordedDocument, nodeId: number, childId: string): RecordedDocument {
    const child = this.get(childId);
    for (const other of this.below(parent)) {
      if (other !== child && other.nodeId === nodeId) this.delete(other);
    }
    child.parent = parent;
    child.nodeId = nodeId;
    return child;
  }

  below(parent: RecordedDocument): RecordedDocument[] {
    return [...this.documents.values()].filter((document) => document.parent === parent);
  }

  /** Takes what is below a document out of the stream. */
  detachBelow(parent: RecordedDocument): void {
    for (const child of this.below(parent)) {
      this.detachBelow(child);
      child.detach();
    }
  }

  /** Asks anew for what is below a document, to be put into the stream again. */
  refreshBelow(parent: RecordedDocument): void {
    for (const child of this.below(parent)) {
      this.refreshBelow(child);
      child.requestSnapshot();
    }
  }

  deleteById(id: string): void {
    const document = this.documents.get(id);
    if (document) this.delete(document);
  }

  /** Forgets a document and what is below it. One that speaks again is a new one. */
  delete(document: RecordedDocument): void {
    this.documents.delete(document.id);
    for (const child of this.below(document)) this.delete(child);
  }

  private get(id: string): RecordedDocument {
    let document = this.documents.get(id);
    if (!document) {
      document = new RecordedDocument(id);
      this.documents.set(id, document);
    }
    return document;
  }
}
