import { expect, test } from "vitest";
import { Scrubber } from "./scrubber.js";

const SECRETS = [
  "hunter2222",
  `p@ss "w/rd" <&'\\é`,
  "!!§$",
  "密码密码",
  "two words",
  "\\\\server\\share",
  "🗝🗝🗝🗝",
];

const scrubber = new Scrubber(SECRETS);

/** What pages and programs do with a text before it is seen in a recording. */
const ENCODERS: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "within a word": (text) => `x${text}y`,
  "in JSON in JSON": (text) => JSON.stringify({ text: JSON.stringify({ text }) }),
  "in JSON of ASCII": (text) =>
    text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in a query": encodeURIComponent,
  "in a query, in small letters": (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "in a query, twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "in an address": (text) => {
    const url = new URL("http://a/");
    url.pathname = text;
    url.search = text;
    url.hash = text;
    return url.href;
  },
  "in a form": (text) => new URLSearchParams({ text }).toString(),
  "in an address in HTML": (text) => `?a=1&amp;b=${encodeURIComponent(text)}&amp;c`,
  "in HTML": (text) =>
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;"),
  "in HTML, twice": (text) => text.replace(/&/g, "&amp;amp;").replace(/</g, "&amp;lt;"),
  "in HTML, by number": (text) =>
    Array.from(text, (character) =>
      /\w/.test(character) ? character : `&#x${character.codePointAt(0)?.toString(16)};`,
    ).join(""),
};

for (const [place, encode] of Object.entries(ENCODERS)) {
  test.each(SECRETS)(`${place}, %j is found`, (secret) => {
    const scrubbed = scrubber.text(`before ${encode(secret)} after`);
    expect(scrubbed).toContain("****");
    for (const form of [secret, encode(secret)]) expect(scrubbed).not.toContain(form);
    expect(scrubbed).toMatch(/^before .* after$/s);
  });
}

test.each(SECRETS)("in base64, wherever it begins, %j is found", (secret) => {
  for (const around of ["", "x", "xy", "xyz"]) {
    const bytes = Buffer.from(`${around}${secret}${around}`);
    for (const encoding of ["base64", "base64url"] as const) {
      const encoded = bytes.toString(encoding);
      for (const text of [encoded, encodeURIComponent(encoded), `data:x;base64,${encoded}`]) {
        const scrubbed = scrubber.text(text);
        expect(scrubbed).toContain("****");
        // All digits but the two that it shares with what is around it.
        const digits = Math.floor((Buffer.byteLength(secret) * 8) / 6) - 1;
        expect(scrubbed.length).toBeLessThanOrEqual(text.length - digits + "****".length);
      }
    }
  }
});

test("in old base64, of one byte a letter, it is found", () => {
  expect(new Scrubber(["éèàâê"]).text(btoa("éèàâê"))).toContain("****");
});

test("what is none stays as it is, the same text", () => {
  const text = "hunter222 p@ss 'w/rd two  words &amp;lt; %20 !!§ aHVudGVyMg==";
  expect(scrubber.text(text)).toBe(text);
  expect(new Scrubber([]).text(text)).toBe(text);
});

test("the longest of several secrets is taken, and each of them", () => {
  const nested = new Scrubber(["abcd", "abcdefgh", "efgh1234"]);
  expect(nested.text("abcd abcdefgh efgh1234 abcdefg")).toBe("**** **** **** ****efg");
});

test("an event stays JSON, whatever its escapes look like", () => {
  const event = { type: 3, data: { text: 'a\n1234 \\n1234 "u00e9' }, timestamp: 1779 };
  const scrubbed = new Scrubber(["n1234", "u00e9", "1779", "\\n12"]).line(JSON.stringify(event));
  expect(JSON.parse(scrubbed)).toEqual({
    type: 3,
    data: { text: 'a\n1234 ****34 "****' },
    timestamp: 1779,
  });
});

test("names of attributes, and numbers of what pages tell, are scrubbed; ids and times are not", () => {
  const numbers = new Scrubber(["12345678"]);
  const line = (event: object) => JSON.parse(numbers.line(JSON.stringify(event)));
  const mutation = { type: 3, data: { id: 12345678, attributes: { "data-12345678": "" } } };
  expect(line(mutation)).toEqual({
    type: 3,
    data: { id: 12345678, attributes: { "data-****": "" } },
  });
  const custom = { type: 5, data: { payload: { pin: 12345678 } } };
  expect(line(custom)).toEqual({ type: 5, data: { payload: { pin: "****" } } });
  expect(numbers.value({ pin: [12345678, 1], ok: true, none: null })).toEqual({
    pin: ["****", 1],
    ok: true,
    none: null,
  });
});

test("an event that is nested as deeply as can be is scrubbed, too", () => {
  const depth = 100_000;
  const line = `{"type":2,"data":${"[".repeat(depth)}"hunter2222"${"]".repeat(depth)}}`;
  expect(scrubber.line(line)).toBe(line.replace("hunter2222", "****"));
});

test("a line without a secret is the same string", () => {
  const line = JSON.stringify({ type: 3, data: "nothing" });
  expect(scrubber.line(line)).toBe(line);
});

test.each(["\\", "%25", "&amp;", "!", "hunt", "aHVu", " "])(
  "a megabyte of %s takes no time",
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const before = process.cpuUsage();
    scrubber.text(text);
    // Now with all its patterns.
    scrubber.text(`${text}hunter2222`);
    // Hours, if it were not linear.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  },
);

test("a thousand secrets cost little more than one", () => {
  const many = new Scrubber(Array.from({ length: 1000 }, (_, i) => `sëcret-${i * 7919}`));
  const line = JSON.stringify({ type: 2, data: "<p class='row'>secret text</p>".repeat(40_000) });
  const before = process.cpuUsage();
  expect(many.line(line)).toBe(line);
  expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  expect(many.text(`a ${encodeURIComponent("sëcret-7911081")} b`)).toBe("a **** b");
});
