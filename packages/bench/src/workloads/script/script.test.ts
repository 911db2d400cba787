import { expect, test } from "vitest";
import type { BenchPage } from "../../driver/driver.ts";
import type { WorkloadSettings } from "../workload.ts";
import { script } from "./script.ts";

/** A page that does nothing, and counts what is asked of it and of what comes from it. */
function countingPage(actions: string[]): BenchPage {
  return new Proxy({} as BenchPage, {
    get: (_, action: string) => {
      if (action === "then") return undefined;
      return async () => {
        actions.push(action);
        return action === "openPopup" || action === "frame" ? countingPage(actions) : undefined;
      };
    },
  });
}

test("has about the 110 actions that the report speaks of, of all kinds", async () => {
  const actions: string[] = [];
  const page = countingPage(actions);
  await script.run({
    browser: { newPage: async () => page } as never,
    site: { dashboard: "http://site", bench: "", speedometer: undefined },
    settings: { size: "full" } as WorkloadSettings,
  });
  expect(actions.length).toBeGreaterThanOrEqual(105);
  expect(actions.length).toBeLessThanOrEqual(115);
  const kinds = [
    "goto",
    "click",
    "fill",
    "type",
    "select",
    "scroll",
    "waitForVisible",
    "openPopup",
  ];
  expect(actions).toEqual(expect.arrayContaining(kinds));
});
