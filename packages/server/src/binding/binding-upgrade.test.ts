import { expect, test } from "vitest";
import { matchBindingUpgrade } from "./binding-upgrade.js";

const ID = "0190a0b0-0000-7000-8000-000000000001";

const match = (path: string, headers = {}) =>
  matchBindingUpgrade(new URL(path, "http://127.0.0.1"), headers);

test.each([
  [`/v1/devtools/browser/${ID}`, "text"],
  [`/v1/devtools/browser/${ID}?persistent=true`, "text"],
  [`/v1/connectDevtools?browser_session=${ID}`, "legacy"],
  [`/v1/connectDevtools?persistent=true&browser_session=${ID}`, "legacy"],
])("%s connects to the session", (path, frames) => {
  expect(match(path)).toEqual({ sessionId: ID, frames });
});

test.each([
  "/",
  "/v1",
  "/v1/acquire",
  "/devtools/browser",
  `/devtools/browser/${ID}`,
  `/v1/devtools/browser/${ID}/page/1`,
  `/v1/devtools/browser/${ID}/`,
  "/v1/devtools/browser/%2e%2e",
  `/v1/connectDevtools/${ID}`,
])("%s is no binding's", (path) => {
  expect(match(path)).toBeUndefined();
});

test.each(["", "?browser_session=", "?browser=x"])(
  "a legacy client must say the session (%s)",
  (query) => {
    expect(() => match(`/v1/connectDevtools${query}`)).toThrow(
      expect.objectContaining({ status: 400, message: "browser_session must be set" }),
    );
  },
);

test("another browser than Chromium is refused", () => {
  expect(() => match("/v1/devtools/browser?browser=kitesurf")).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringContaining("Chromium only") }),
  );
});

test("guardrails are refused, not ignored", () => {
  expect(() => match(`/v1/devtools/browser/${ID}`, { "cf-brapi-guardrails": "e30" })).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringContaining("no guardrails") }),
  );
});
