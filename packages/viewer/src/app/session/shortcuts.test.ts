import { expect, test } from "vitest";
import { findShortcut, SHORTCUTS } from "./shortcuts.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false };

function find(key: string, focus: "field" | "button" | "other" = "other") {
  return findShortcut({ ...plain, key }, focus)?.what;
}

test("keys do what the help says", () => {
  expect(find(" ")).toBe("Play or pause");
  expect(find("K")).toBe("Play or pause");
  expect(find("M")).toBe("Previous or next marker");
  expect(find("7")).toBe("To that tenth of the session");
  expect(find("x")).toBeUndefined();
});

test("keys that are typed, or that press a button, are none", () => {
  expect(find("k", "field")).toBeUndefined();
  expect(find(" ", "button")).toBeUndefined();
  expect(find("k", "button")).toBe("Play or pause");
});

test.each(["ctrlKey", "metaKey", "altKey"])("with %s a key is the browser's", (modifier) => {
  expect(findShortcut({ ...plain, key: "f", [modifier]: true }, "other")).toBeUndefined();
});

test("no key has two meanings", () => {
  const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
