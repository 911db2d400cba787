import type { serializedElementNodeWithId } from "@rrweb/types";
import { expect, test } from "vitest";
import { element, fullSnapshot, mutation } from "../../test/support/rrweb-events.js";
import { ConnectionFilter } from "./connection-filter.js";

const HOST = "https://tracker.test/";

function filtered(...events: Parameters<ConnectionFilter["stringify"]>[0][]): string {
  const filter = new ConnectionFilter();
  return events.map((event) => filter.stringify(event)).join("\n");
}

test("an event without such attributes stays as it is", () => {
  const event = fullSnapshot({
    body: [element("img", { src: HOST }), element("a", { rel: "next" })],
  });
  expect(filtered(event)).toBe(JSON.stringify(event));
});

test.each(["preconnect", "dns-prefetch", "stylesheet PRECONNECT"])("drops rel=%j", (rel) => {
  const json = filtered(fullSnapshot({ head: [element("link", { rel, href: HOST })] }));
  expect(json).not.toContain(rel);
  expect(json).toContain(HOST);
});

test("drops a rel that becomes one later", () => {
  const link = element("link", { href: HOST });
  const change = mutation({ attributes: [{ id: link.id, attributes: { REL: "preconnect" } }] });
  expect(filtered(fullSnapshot({ head: [link] }), change)).not.toContain("preconnect");
});

test.each(["iframe", "frame", "IFRAME"])("drops src and srcdoc of a new %s", (tagName) => {
  const frame = element(tagName, { src: HOST, srcdoc: `<img src=${HOST}>`, class: "kept" });
  const json = filtered(mutation({ adds: [{ parentId: 1, nextId: null, node: frame }] }));
  expect(json).not.toContain(HOST);
  expect(json).toContain("kept");
});

test("drops a src that a frame gets later, and keeps that of an image", () => {
  const frame = element("iframe");
  const image = element("img");
  const setSrc = ({ id }: serializedElementNodeWithId, src: string) =>
    mutation({ attributes: [{ id, attributes: { src } }] });
  const json = filtered(
    fullSnapshot({ body: [element("div", {}, frame, image)] }),
    setSrc(frame, HOST),
    setSrc(image, "data:image/png;base64,AA=="),
  );
  expect(json).not.toContain(HOST);
  expect(json).toContain("data:image/png");
});
