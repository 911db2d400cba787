import { expect, test } from "vitest";
import type { SessionSummary } from "../server/session-summary.js";
import { mainPageOf } from "./main-page.js";

function session(...targets: { title?: string; url?: string }[]): SessionSummary {
  return {
    sessionId: "S",
    state: "final",
    targets: targets.map((target) => ({ targetId: "T", ...target })),
  };
}

test("it is that of the last tab with a page", () => {
  const url = "https://shop.test/cart?id=1#top";
  const page = mainPageOf(session({ title: "Cart", url }, { url: "about:blank" }));
  expect(page).toEqual({ title: "Cart", address: "shop.test/cart" });
});

test.each([
  ["https://user:secret@shop.test/", "shop.test"],
  ["about:blank", "about:blank"],
  ["no address", "no address"],
])("without a title it is the address: %s", (url, title) => {
  expect(mainPageOf(session({ url }))).toEqual({ title });
});

test("what is longer than a row is cut", () => {
  const long = "x".repeat(1000);
  const { title, address } = mainPageOf(session({ title: long, url: `https://a.test/${long}` }));
  expect([title.length, address?.length]).toEqual([201, 201]);
});

test("what has no page says so", () => {
  expect(mainPageOf(session())).toEqual({ title: "No tabs" });
  expect(mainPageOf(session({}))).toEqual({ title: "Unnamed tab" });
  expect(mainPageOf({ sessionId: "S", state: "unreadable" })).toEqual({
    title: "Unreadable recording",
  });
});
