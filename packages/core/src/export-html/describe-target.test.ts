import { EventType } from "@rrweb/types";
import { describe, expect, test } from "vitest";
import {
  brokenEvent,
  element,
  fullSnapshot,
  meta,
  mutation,
  text,
} from "../../test/support/rrweb-events.js";
import { describeTarget } from "./describe-target.js";

describe("the label", () => {
  test("is the title where there is one", () => {
    const head = [element("title", {}, text("Cart"))];
    const { label } = describeTarget([meta("https://shop.test/cart"), fullSnapshot({ head })]);
    expect(label).toBe("Cart");
  });

  test.each([
    ["https://shop.test/cart?id=1#top", "shop.test/cart"],
    ["http://127.0.0.1:8080/", "127.0.0.1:8080"],
    ["https://user:secret@shop.test/a", "shop.test/a"],
    ["about:blank", "about:blank"],
    ["no address", "no address"],
    ["", "Unnamed tab"],
  ])("of %j is %j", (href, label) => {
    expect(describeTarget([meta(href), fullSnapshot({})]).label).toBe(label);
  });

  test("takes the last address", () => {
    const events = [
      meta("https://a.test/"),
      fullSnapshot({}),
      meta("https://b.test/"),
      fullSnapshot({}),
    ];
    expect(describeTarget(events)).toMatchObject({ label: "b.test", address: "https://b.test/" });
  });

  test("is cut, since a data: URL can have megabytes", () => {
    const { label, address } = describeTarget([meta(`data:text/html,${"x".repeat(1e6)}`)]);
    expect(label).toHaveLength(201);
    expect(address).toHaveLength(201);
  });

  test("stands in for a Meta event of another shape", () => {
    expect(describeTarget([brokenEvent(EventType.Meta)]).label).toBe("Unnamed tab");
  });
});

describe("what cannot be played says why", () => {
  test.each([
    ["no events", [], /nothing was recorded/i],
    ["one event", [meta("https://a.test/")], /at least two/],
    ["no full snapshot", [meta("https://a.test/"), mutation({})], /full snapshot .* is missing/],
    ["no viewport", [fullSnapshot({}), mutation({})], /size of this tab's viewport/],
  ])("%s", (_name, events, sentence) => {
    expect(describeTarget(events).unplayable).toMatch(sentence);
  });

  test("and what can be played has no such sentence", () => {
    expect(describeTarget([meta("https://a.test/"), fullSnapshot({})])).not.toHaveProperty(
      "unplayable",
    );
  });
});
