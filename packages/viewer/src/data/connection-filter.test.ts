import type { eventWithTime, serializedNodeWithId } from "@rrweb/types";
import { expect, test } from "vitest";
import { added, element, fullSnapshot, incremental, mutation } from "../../test/support/events.js";
import { ConnectionFilter } from "./connection-filter.js";

const HOST = "https://tracker.test/";

/** @returns what is left of the events, as JSON */
function cleaned(...events: eventWithTime[]): string {
  const filter = new ConnectionFilter();
  for (const event of events) filter.clean(event);
  return JSON.stringify(events);
}

function changed(id: number, attributes: object): eventWithTime {
  return mutation(0, { attributes: [{ id, attributes: attributes as never }] });
}

test("an event without such attributes stays as it is", () => {
  const event = fullSnapshot(
    0,
    element(10, "img", { src: HOST }),
    element(11, "a", { rel: "next noopener", href: HOST }),
    element(12, "link", { rel: "alternate stylesheet", href: HOST, _cssText: "a{}" }),
    element(13, "meta", { "http-equiv": "Content-Language", content: "ja" }),
  );
  const change = changed(10, { style: { color: "red" }, src: "data:image/png;base64,AA==" });
  const json = JSON.stringify([event, change]);
  expect(cleaned(event, change)).toBe(json);
});

test.each(["preconnect", "dns-prefetch", "stylesheet PRECONNECT", "prerender", "modulepreload"])(
  "drops rel=%j, also where it comes later",
  (rel) => {
    const link = element(10, "link", { rel, href: HOST });
    expect(cleaned(fullSnapshot(0, link))).not.toContain(rel);
    const bare = element(10, "link", { href: HOST });
    expect(cleaned(fullSnapshot(0, bare), changed(10, { REL: rel }))).not.toContain(rel);
    expect(cleaned(changed(99, { rel: [rel] }))).not.toContain(rel);
  },
);

test.each([
  ["iframe", "src"],
  ["IFRAME", "SRC"],
  ["frame", "src"],
  ["object", "data"],
  ["embed", "src"],
  ["applet", "codebase"],
  ["portal", "src"],
])("drops what <%s> shows by %s, also where it comes later", (tagName, name) => {
  const shown = element(10, tagName, { [name]: HOST, srcdoc: `<img src=${HOST}>`, class: "kept" });
  for (const event of [fullSnapshot(0, shown), added(0, shown)]) {
    const json = cleaned(event);
    expect(json).not.toContain(HOST);
    expect(json).toContain("kept");
  }
  const bare = element(10, tagName);
  expect(cleaned(added(0, bare), changed(10, { [name]: HOST }))).not.toContain(HOST);
});

test.each(["iframe", "div"])("drops the document in an attribute of any element: %s", (tagName) => {
  const attributes = { srcdoc: `<link rel=preconnect href=${HOST}>` };
  expect(cleaned(fullSnapshot(0, element(10, tagName, attributes)))).not.toContain(HOST);
  expect(cleaned(changed(77, attributes))).not.toContain(HOST);
});

test.each(["refresh", "x-dns-prefetch-control", "content-security-policy", "REFRESH"])(
  "drops what a meta element orders: %s",
  (order) => {
    const meta = element(10, "meta", { "http-equiv": order, content: `0;url=${HOST}` });
    expect(cleaned(fullSnapshot(0, meta))).not.toContain(order);
    expect(cleaned(changed(10, { "Http-Equiv": order }))).not.toContain(order);
  },
);

test("drops the address of a base element, and what tells other hosts of a click", () => {
  const base = element(10, "BASE", { href: HOST, target: "_top" });
  expect(cleaned(fullSnapshot(0, base), changed(10, { href: HOST }))).not.toContain(HOST);
  const link = element(10, "a", { ping: HOST, attributionsrc: HOST });
  expect(cleaned(fullSnapshot(0, link))).not.toContain(HOST);
});

test("makes scripts of any spelling what they are in a replay", () => {
  const scripts = ["SCRIPT", "Script", "svg:script"].map((tagName, i) => element(10 + i, tagName));
  expect(cleaned(fullSnapshot(0, ...scripts))).not.toMatch(/"(svg:)?script"/i);
});

test("takes a name or value that is no text for what it could become", () => {
  const tag = { ...element(10, "x", { src: HOST }), tagName: ["iframe"] } as never;
  expect(cleaned(added(0, tag))).not.toContain("iframe");
  const value = changed(10, { rel: { toString: "preconnect" } });
  expect(cleaned(value)).not.toContain("preconnect");
});

test("is not stopped by events of another shape, nor by a deep tree", () => {
  const strange = [
    incremental(0, { source: 0 }),
    incremental(0, { source: 0, adds: [null, { node: 5 }, { node: { childNodes: {} } }] }),
    incremental(0, { source: 0, attributes: [null, {}, { attributes: null }] }),
    { type: 2, data: {}, timestamp: 0 } as eventWithTime,
  ];
  expect(() => cleaned(...strange)).not.toThrow();
  const frame = element(9, "iframe", { src: HOST });
  let deep: serializedNodeWithId = frame;
  for (let i = 0; i < 100_000; i++) deep = element(10 + i, "div", {}, deep);
  const filter = new ConnectionFilter();
  filter.clean(added(0, deep));
  filter.clean(changed(9, {}));
  expect(frame.attributes).toEqual({});
});
