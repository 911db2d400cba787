import type { LinkedSheet } from "@pagereel/protocol";
import { beforeEach, expect, test } from "vitest";
import { LinkedSheets } from "./linked-sheets.js";
import type { LoadedSheet, LoadedStyleSheets } from "./loaded-style-sheets.js";

const URL = "https://cdn.example/a.css?token=5";
const linked = (more: Partial<LinkedSheet> = {}): LinkedSheet => ({
  nodeId: 5,
  url: URL,
  readable: true,
  isNew: false,
  ...more,
});

let browserHas: Map<string, LoadedSheet>;
let styles: string[];
let asked: number[];
let missing: string[];
let documentAnswers: boolean;
let failed: boolean;
let sheets: LinkedSheets;

beforeEach(() => {
  browserHas = new Map();
  styles = [];
  asked = [];
  missing = [];
  documentAnswers = true;
  failed = false;
  sheets = new LinkedSheets({
    loaded: { find: (url) => browserHas.get(url) } as LoadedStyleSheets,
    setStyle: (documentId, nodeId, json) => styles.push(`${documentId} ${nodeId} ${json}`),
    askDocument: async (nodeId) => {
      asked.push(nodeId);
      return documentAnswers;
    },
    hasFailed: async () => failed,
    onMissing: (detail) => missing.push(detail),
  });
});

function load(text?: string): LoadedSheet {
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  const sheet = { requestId: "1", failed: false, text, settled, settle };
  if (text !== undefined) settle();
  browserHas.set(URL, sheet);
  return sheet;
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("what is here already is there at once", () => {
  load('"a{}"');
  sheets.add("d", linked());
  expect(styles).toEqual(['d 5 "a{}"']);
});

test("what is still coming is there when it has come", async () => {
  const sheet = load();
  sheets.add("d", linked());
  await settle();
  expect(styles).toEqual([]);
  sheet.text = '"a{}"';
  sheet.settle();
  await settle();
  expect(styles).toEqual(['d 5 "a{}"']);
});

test("it does not come over what the document has sent itself meanwhile", async () => {
  const sheet = load();
  sheets.add("d", linked());
  sheets.add("d", linked({ url: null }));
  sheet.text = '"a{}"';
  sheet.settle();
  await settle();
  expect(styles).toEqual([]);
});

test("an element keeps its version with the next snapshot, until it loads another one", () => {
  load('"a{}"');
  sheets.add("d", linked());
  load('"b{}"');
  sheets.restart("d");
  sheets.add("d", linked());
  sheets.add("other", linked());
  sheets.add("d", linked({ isNew: true }));
  expect(styles).toEqual(['d 5 "a{}"', 'd 5 "a{}"', 'other 5 "b{}"', 'd 5 "b{}"']);
});

test("of an element that a snapshot does not tell of nothing is kept", async () => {
  const sheet = load();
  sheets.add("d", linked());
  sheets.restart("d");
  sheet.text = '"a{}"';
  sheet.settle();
  await settle();
  load('"b{}"');
  sheets.restart("d");
  sheets.add("d", linked());
  expect(styles.at(-1)).toEqual('d 5 "b{}"');
});

test("the document is asked for what the browser does not have", async () => {
  sheets.add("d", linked());
  const sheet = load();
  sheet.failed = true;
  sheet.settle();
  sheets.add("d", linked({ nodeId: 6 }));
  await settle();
  expect(asked).toEqual([5, 6]);
  expect(missing).toEqual([]);
});

test("what nobody has is told once, without its query", async () => {
  documentAnswers = false;
  sheets.add("d", linked());
  sheets.add("d", linked({ nodeId: 6, readable: false }));
  await settle();
  expect(asked).toEqual([5]);
  expect(missing).toEqual([
    "the text of the style sheet https://cdn.example/a.css could not be had",
  ]);
});

test("a sheet that the page goes without too is not missing", async () => {
  const sheet = load();
  sheet.failed = true;
  sheet.settle();
  sheets.add("d", linked({ readable: false }));
  browserHas.clear();
  failed = true;
  sheets.add("d", linked({ nodeId: 6, readable: false }));
  await settle();
  expect([...asked, ...missing]).toEqual([]);
});
