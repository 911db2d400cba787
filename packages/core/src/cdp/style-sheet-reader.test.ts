import { expect, test, vi } from "vitest";
import { type SheetBody, StyleSheetReader } from "./style-sheet-reader.js";

const URL = "https://cdn.example/a.css?token=5";

function readerOf(getBody: (url: string) => Partial<SheetBody>) {
  const get = vi.fn(async (url: string) => ({
    body: "",
    base64Encoded: false,
    url: "https://cdn.example/v2/a.css",
    ...getBody(url),
  }));
  const missing: string[] = [];
  const reader = new StyleSheetReader(get, (reason) => missing.push(reason));
  return { reader, get, missing };
}

test("a sheet is asked for once, and has absolute addresses", async () => {
  const { reader, get } = readerOf(() => ({ body: "a{b:url(x.png)}" }));
  expect(reader.known(URL)).toBeUndefined();
  const text = 'a{b:url("https://cdn.example/v2/x.png")}';
  expect(await reader.read(URL)).toBe(text);
  expect(reader.known(URL)).toBe(text);
  expect(get).toHaveBeenCalledOnce();
});

test("one that comes as bytes is text", async () => {
  const body = Buffer.from("a::after{content:'é'}").toString("base64");
  const { reader } = readerOf(() => ({ body, base64Encoded: true }));
  expect(await reader.read(URL)).toBe("a::after{content:'é'}");
});

test("one that cannot be had is told once, without its query", async () => {
  const { reader, get, missing } = readerOf(() => {
    throw new Error("nothing found");
  });
  expect(await reader.read(URL)).toBeUndefined();
  expect(await reader.read(URL)).toBeUndefined();
  expect(get).toHaveBeenCalledOnce();
  expect(missing).toEqual(["the style sheet https://cdn.example/a.css: nothing found"]);
});

test("one that is too large is left out, and many are not all kept", async () => {
  const { reader, missing } = readerOf((url) => ({
    body: "x".repeat((url.includes("huge") ? 9 : 7) * 1024 * 1024),
  }));
  expect(await reader.read("https://cdn.example/huge.css")).toBeUndefined();
  expect(missing).toEqual([expect.stringContaining("9437184 characters")]);
  for (let i = 0; i < 6; i++)
    expect(await reader.read(`https://cdn.example/${i}.css`)).toBeDefined();
  const kept = [0, 1, 2, 3, 4, 5].filter((i) => reader.known(`https://cdn.example/${i}.css`));
  expect(kept).toEqual([0, 1, 2, 3]);
});
