import { expect, test } from "vitest";
import { absoluteCss } from "./absolute-css.js";

const BASE = "https://cdn.example/css/site.css?v=1";

test.each([
  ["a{b:url(x.png)}", 'a{b:url("https://cdn.example/css/x.png")}'],
  ["a{b:url( '../x y.png' )}", 'a{b:url("https://cdn.example/x%20y.png")}'],
  ['a{b:URL("/x.png?a=1#b")}', 'a{b:url("https://cdn.example/x.png?a=1#b")}'],
  ["a{b:url(//other.example/x.png)}", 'a{b:url("https://other.example/x.png")}'],
  ['@import "more.css" print;', '@import "https://cdn.example/css/more.css" print;'],
  ["@import url(more.css);", '@import url("https://cdn.example/css/more.css");'],
  ["a{b:url(x\\)y.png)}", 'a{b:url("https://cdn.example/css/x)y.png")}'],
  ["a{b:url(x\\29 y.png)}", 'a{b:url("https://cdn.example/css/x)y.png")}'],
  [`a{b:url('x"y.png')}`, 'a{b:url("https://cdn.example/css/x%22y.png")}'],
  [
    "@font-face{src:url(a.woff2) format('woff2'),url(b.woff)}",
    `@font-face{src:url("https://cdn.example/css/a.woff2") format('woff2'),url("https://cdn.example/css/b.woff")}`,
  ],
])("%s", (css, expected) => {
  expect(absoluteCss(css, BASE)).toBe(expected);
});

test.each([
  ["an address of its own", 'a{b:url("http://x.example/y.png")}'],
  ["a data URL", `a{b:url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>")}`],
  ["a part of the document", 'a{filter:url("#f")}'],
  ["a comment", "/* url(x.png) @import 'y' */"],
  ["a comment without an end", "/* url(x.png)"],
  ["a string", `a::after{content:"url(x.png) '"}`],
  ["a string without an end", 'a::after{content:"url(x.png)'],
  ["an empty URL", 'a{b:url("")}'],
  ["a word that ends in url", "a{b:my-curl(x.png)}"],
])("%s stays as it is", (_name, css) => {
  expect(absoluteCss(css, BASE)).toBe(css);
});

test.each(["url(", "url(a", '"', "@import ", "/*", "\\", "url('", "@import'"])(
  "200 kB of %s take no time",
  (piece) => {
    const css = piece.repeat(200_000 / piece.length);
    const before = process.cpuUsage();
    absoluteCss(css, BASE);
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  },
);
