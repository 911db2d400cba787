import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { defaultStore } from "./default-store.js";

afterEach(() => vi.unstubAllEnvs());

test.each([undefined, ""])(
  "without PAGEREEL_DIR (%j) it is .pagereel in the working directory",
  (value) => {
    vi.stubEnv("PAGEREEL_DIR", value);
    expect(defaultStore().name).toBe(`file store at "${path.resolve(".pagereel")}"`);
  },
);

test("PAGEREEL_DIR names another directory", () => {
  vi.stubEnv("PAGEREEL_DIR", "records");
  expect(defaultStore().name).toBe(`file store at "${path.resolve("records")}"`);
});
