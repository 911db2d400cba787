import { expect, test } from "vitest";
import { type BatchHeader, encodeBatch, parseBatch } from "./batch.js";

const header: BatchHeader = { version: 1, documentId: "d1", sequence: 0, top: true, idBase: 0 };
const meta = { type: 4, data: { href: "http://a/", width: 1, height: 2 }, timestamp: 1000 };

test("a batch comes back as it was made, with each event's text", () => {
  const custom = { type: 5, data: { tag: "line\nbreak \u2028", payload: "😀" }, timestamp: 1001 };
  const lines = [meta, custom].map((event) => JSON.stringify(event));
  const links = [{ nodeId: 7, documentId: "d2" }];
  const sheets = [{ nodeId: 8, url: "http://b/x.css", readable: true, isNew: false }];
  const batch = parseBatch(encodeBatch(JSON.stringify({ ...header, links, sheets }), lines));
  expect(batch).toEqual({
    ...header,
    links,
    sheets,
    events: [
      { text: lines[0], type: 4, timestamp: 1000 },
      { text: lines[1], type: 5, timestamp: 1001 },
    ],
  });
});

test("a batch may have no events", () => {
  const errors = ["Error: x"];
  expect(parseBatch(encodeBatch(JSON.stringify({ ...header, errors }), []))).toEqual({
    ...header,
    errors,
    events: [],
  });
});

test.each([
  ["no JSON", "nonsense", "not JSON"],
  ["another version", JSON.stringify({ ...header, version: 2 }), "header"],
  ["no base of ids", JSON.stringify({ ...header, idBase: "0" }), "header"],
  ["no document", JSON.stringify({ ...header, documentId: 3 }), "header"],
  ["a link without a node", JSON.stringify({ ...header, links: [{ documentId: "x" }] }), "header"],
  ["a sheet without a URL", JSON.stringify({ ...header, sheets: [{ nodeId: 1 }] }), "header"],
  ["links that are no list", JSON.stringify({ ...header, links: "x" }), "header"],
  ["an error that is no text", JSON.stringify({ ...header, errors: [{}] }), "header"],
  ["an event without a time", `${JSON.stringify(header)}\n{"type":3}`, "not an rrweb event"],
  ["an event cut short", `${JSON.stringify(header)}\n{"type":3,"timest`, "not an rrweb event"],
])("%s is refused with a reason", (_name, text, reason) => {
  expect(parseBatch(text)).toContain(reason);
});
