import { expect, test } from "vitest";
import { parseSessionRequest } from "./session-request.js";

const parse = (query: string) => parseSessionRequest(new URLSearchParams(query));

test("has defaults, and leaves what it does not know to others", () => {
  const expected = { recording: false, keepAliveMs: 60_000, metadata: {} };
  expect(parse("")).toEqual(expected);
  expect(parse("lab=true&location=wnam&token=secret")).toEqual(expected);
});

test("reads all that there is", () => {
  const query = "recording=true&keep_alive=600000&session=mine&metadata.test=login&metadata.run=7";
  expect(parse(query)).toEqual({
    recording: true,
    keepAliveMs: 600_000,
    hint: "mine",
    metadata: { test: "login", run: "7" },
  });
});

test.each([
  ["recording=yes", 'Invalid query parameter "recording": expected true or false.'],
  ["session=", 'Invalid query parameter "session": expected a name of 1 to 200 characters.'],
  [`metadata.a=${"x".repeat(5000)}`, /^Invalid query parameter "metadata"/],
  ["keep_alive=1", /^Invalid query parameter "keep_alive"/],
])("refuses %s", (query, message) => {
  expect(() => parse(query)).toThrow(message);
});
