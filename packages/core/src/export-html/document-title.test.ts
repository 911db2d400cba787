import { brokenEvent, element, fullSnapshot, mutation, text } from "@pagereel/testing/recordings";
import { EventType } from "@rrweb/types";
import { expect, test } from "vitest";
import { documentTitle } from "./document-title.js";

test("reads the title of the last document", () => {
  const first = fullSnapshot({ head: [element("title", {}, text("Shop"))] });
  const second = fullSnapshot({ head: [element("title", {}, text(" Cart \n"))] });
  expect(documentTitle([first, second])).toBe("Cart");
});

test("a last document without a title has none", () => {
  const titled = fullSnapshot({ head: [element("title", {}, text("Shop"))] });
  expect(documentTitle([titled, fullSnapshot({})])).toBeUndefined();
});

test("a title elsewhere, as in an SVG, is not the document's", () => {
  const svg = element("svg", {}, element("title", {}, text("Logo")));
  expect(documentTitle([fullSnapshot({ body: [svg] })])).toBeUndefined();
});

test("follows a title whose text changes", () => {
  const content = text("Inbox");
  const snapshot = fullSnapshot({ head: [element("title", {}, content)] });
  const change = mutation({ texts: [{ id: content.id, value: "Inbox (1)" }] });
  expect(documentTitle([snapshot, change])).toBe("Inbox (1)");
});

test("follows a title whose text is replaced, as document.title does", () => {
  const title = element("title", {}, text("Inbox"));
  const added = { parentId: title.id, nextId: null, node: text("Sent") };
  expect(documentTitle([fullSnapshot({ head: [title] }), mutation({ adds: [added] })])).toBe(
    "Sent",
  );
});

test("finds a title that was added later", () => {
  const charset = element("meta", { charset: "utf-8" });
  const snapshot = fullSnapshot({ head: [charset] });
  const title = element("title");
  const headId = headOf(snapshot);
  const adds = [
    { parentId: headId, nextId: null, node: title },
    { parentId: title.id, nextId: null, node: text("Late") },
  ];
  expect(documentTitle([snapshot, mutation({ adds })])).toBe("Late");
});

test("events of another shape have no title", () => {
  const notText = { ...text(""), textContent: { length: 1 } } as unknown as ReturnType<typeof text>;
  const snapshot = fullSnapshot({ head: [element("title", {}, notText)] });
  expect(documentTitle([snapshot])).toBeUndefined();
  expect(documentTitle([brokenEvent(EventType.FullSnapshot)])).toBeUndefined();
});

function headOf(snapshot: ReturnType<typeof fullSnapshot>): number {
  const found = JSON.stringify(snapshot).match(/"id":(\d+),"tagName":"head"/)?.[1];
  if (!found) throw new Error("The snapshot has no head.");
  return Number(found);
}
