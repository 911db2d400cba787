import { expect, test } from "vitest";
import { hostNameOf, isLoopback } from "./host-name.js";

test.each([
  ["localhost", "localhost"],
  ["LocalHost:9322", "localhost"],
  ["127.0.0.1:9322", "127.0.0.1"],
  ["[::1]:9322", "::1"],
  ["pagereel.example.com.:443", "pagereel.example.com"],
  ["0x7f.1", "127.0.0.1"],
])("the host of %j is %j", (header, name) => {
  expect(hostNameOf(header)).toBe(name);
});

test.each(["", "a b", "a@localhost", "localhost/x", "localhost?x", "localhost#x", "a\\b", "a:b:c"])(
  "%j is no host",
  (header) => {
    expect(hostNameOf(header)).toBeUndefined();
  },
);

test.each(["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1"])("%s is loopback", (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.test", "127.evil.test", "example.com", ""])(
  "%j is not loopback",
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
