import { expect, test } from "vitest";
import { describeResult } from "../../src/describe-result.ts";
import { puppeteer } from "../../src/libraries/puppeteer.ts";
import { soak } from "../../src/soak.ts";

/** ms. It takes half a minute, and several times that on a busy machine. */
const TIMEOUT_MS = 600_000;

test("a recorded session does not grow", { timeout: TIMEOUT_MS }, async () => {
  const result = await soak(puppeteer, 1, 4);
  expect(result.findings, describeResult("Puppeteer", result)).toEqual([]);
});
