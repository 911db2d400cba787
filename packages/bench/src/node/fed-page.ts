/** ms between two events: 1.5 million of them are two hours. */
export const EVENT_INTERVAL_MS = 4.8;

/** Of eight events one is a line of the log. */
export const LINES_PER_SECOND = 1000 / EVENT_INTERVAL_MS / 8;

/** ms since the epoch: of the first event. */
export const STARTED_AT = 1_700_000_000_000;

/** ms of the page's time, as is usual for a page that changes. */
const SNAPSHOT_INTERVAL_MS = 30_000;

/** Events that a task of a page makes: a position of the mouse, and what the page does about it. */
const BATCH_EVENTS = 4;

const ROWS = 750;
const LOG_LINES = 50;

/** Ids of nodes: the document and what is around the lists, the rows' nodes, then those of the log. */
const ID = { document: 1, rows: 5, log: 6, firstRow: 10, firstLine: 10_000 };
const NODES_OF_ROW = 5;

/** How nodes travel from a page to Node; the protocol's node tokens say what each of them means. */
const [ELEMENT, ATTRIBUTES, TEXT, NODE_ID, LAST_CHILD] = ["\b", "\v", "\t", "\r", "\f"];

/**
 * A page without a browser: what its recorder would send. It has two lists, of which one changes and
 * one grows at its end and shrinks at its beginning, and someone who moves the mouse and scrolls.
 */
export class FedPage {
  #eventCount = 0;
  #lineCount = LOG_LINES;
  #snapshotAt = -Infinity;
  #seed = 1;
  /** The list that changes, as it was at the beginning. */
  readonly #rows = Array.from({ length: ROWS }, (_, row) => this.#row(row)).join();

  get eventCount(): number {
    return this.#eventCount;
  }

  /** What there is to see after the last event: the newest line of the log; ms since the beginning. */
  get shown(): { offsetMs: number; line: number } {
    const offsetMs = Math.floor((this.#eventCount - 1) * EVENT_INTERVAL_MS);
    return { offsetMs, line: this.#lineCount - 1 };
  }

  /**
   * Lines of batches, each with the JSON of some events. Full snapshots of some 300 kB are among them.
   *
   * @param eventCount - of all of them, those of earlier calls among them
   */
  *batches(eventCount: number): Generator<string, void, undefined> {
    while (this.#eventCount < eventCount) {
      const isDue = this.#now() - this.#snapshotAt >= SNAPSHOT_INTERVAL_MS;
      if (isDue && this.#eventCount + 2 <= eventCount) {
        this.#snapshotAt = this.#now();
        yield `${this.#meta()}\n${this.#snapshot()}`;
        continue;
      }
      const length = Math.min(BATCH_EVENTS, eventCount - this.#eventCount);
      yield Array.from({ length }, () => this.#change()).join("\n");
    }
  }

  #now(): number {
    return STARTED_AT + Math.floor(this.#eventCount * EVENT_INTERVAL_MS);
  }

  #event(type: number, data: string): string {
    const timestamp = this.#now();
    this.#eventCount++;
    return `{"type":${type},"data":${data},"timestamp":${timestamp}}`;
  }

  #meta(): string {
    return this.#event(4, `{"href":"http://127.0.0.1/","width":1280,"height":720}`);
  }

  #snapshot(): string {
    const lines = Array.from({ length: LOG_LINES }, (_, i) =>
      logLine(this.#lineCount - LOG_LINES + i),
    ).join();
    const lists = `${element("ul", "", ID.rows)}${this.#rows}]},${element("ol", "", ID.log)}${lines}]}`;
    const body = `${element("body", `"class":"light"`, ID.rows - 1)}${lists}]}`;
    const root = `${element("html", `"lang":"en"`, ID.document + 1)}${body}]}`;
    const node = `{"type":0,"childNodes":[${root}],"id":${ID.document}}`;
    return this.#event(2, `{"node":${node},"initialOffset":{"left":0,"top":0}}`);
  }

  /** An element with two others that have a text each. */
  #row(row: number): string {
    const name = `${element("b", `"title":"Course of ${row}"`)}${text(`Course ${row}`)}]}`;
    const price = `${element("span", `"data-tick":"${row}"`)}${text(this.#price())}]}`;
    return `${element("li", `"class":"row falls"`, idOfRow(row))}${name},${price}]}`;
  }

  /** Half of what happens is the mouse. */
  #change(): string {
    const turn = this.#eventCount % 8;
    if (turn % 2 === 0) return this.#move();
    if (turn === 3) return this.#log();
    if (turn === 5) return this.#scroll();
    return this.#reprice();
  }

  #move(): string {
    const [x, y] = [this.#random(1280), this.#random(720)];
    const id = idOfRow(this.#random(ROWS));
    return this.#event(
      3,
      `{"source":1,"positions":[{"x":${x},"y":${y},"id":${id},"timeOffset":0}]}`,
    );
  }

  #scroll(): string {
    return this.#event(3, `{"source":3,"id":${ID.document},"x":0,"y":${this.#random(20_000)}}`);
  }

  #reprice(): string {
    const id = idOfRow(this.#random(ROWS));
    const style = `"class":"row ${this.#random(2) === 0 ? "falls" : "rises"}"`;
    const texts = `[{"id":${id + NODES_OF_ROW - 1},"value":"${this.#price()}"}]`;
    const attributes = `[{"id":${id},"attributes":{${style}}}]`;
    return this.#mutation(`"texts":${texts},"attributes":${attributes},"removes":[],"adds":[]`);
  }

  #log(): string {
    const line = this.#lineCount++;
    const oldest = idOfLine(line - LOG_LINES);
    const shell = `${LAST_CHILD}${ID.log}${lineShell(line)}]}}`;
    const content = `${LAST_CHILD}${idOfLine(line)}${text(`Line ${line}`)}}`;
    const removes = `[{"parentId":${ID.log},"id":${oldest}}]`;
    return this.#mutation(
      `"texts":[],"attributes":[],"removes":${removes},"adds":[${shell},${content}]`,
    );
  }

  #mutation(lists: string): string {
    return this.#event(3, `{"source":0,${lists}}`);
  }

  #price(): string {
    return (this.#random(100_000) / 100).toFixed(2);
  }

  /** The same numbers each time, and yet nothing that a compressor would find a rule in. */
  #random(below: number): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * below);
  }
}

function idOfRow(row: number): number {
  return ID.firstRow + row * NODES_OF_ROW;
}

function idOfLine(line: number): number {
  return ID.firstLine + line * 2;
}

function logLine(line: number): string {
  return `${lineShell(line)}${text(`Line ${line}`)}]}`;
}

function lineShell(line: number): string {
  return element("li", `"class":"line","data-line":"${line}"`, idOfLine(line));
}

/** @returns it with its list of children still open; its id follows the last one unless told */
function element(tag: string, attributes: string, id: number | "" = ""): string {
  return `${ELEMENT}${tag}${ATTRIBUTES}${attributes}}${NODE_ID}${id}`;
}

function text(content: string): string {
  return `${TEXT}${JSON.stringify(content)}${NODE_ID}]}`;
}
