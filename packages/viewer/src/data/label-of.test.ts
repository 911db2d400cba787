import { expect, test } from "vitest";
import { labelOf } from "./label-of.js";

const at = (url: string) => ({ timestamp: 0, url });

test.each([
  ["https://shop.test/cart?id=1#top", "shop.test/cart"],
  ["http://127.0.0.1:8080/", "127.0.0.1:8080"],
  ["https://user:secret@shop.test/a", "shop.test/a"],
  ["about:blank", "about:blank"],
  ["no address", "no address"],
  ["", "Unnamed tab"],
])("a target at %j is called %j", (url, label) => {
  expect(labelOf({ urls: [at("https://first.test/"), at(url)] })).toBe(label);
});

test("a title comes first, and what is long is cut", () => {
  expect(labelOf({ title: " Cart\n", urls: [at("https://a.test/")] })).toBe("Cart");
  expect(labelOf({ urls: [at(`data:text/html,${"x".repeat(1e6)}`)] })).toHaveLength(201);
  expect(labelOf({ title: " ", urls: [] })).toBe("Unnamed tab");
});
