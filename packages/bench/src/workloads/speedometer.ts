import type { Workload, WorkloadSettings } from "./workload.ts";

/**
 * A promise of why it failed; empty where it did not. Its page moves to #summary when it has ended,
 * and shows its error where it would show its score.
 */
const ENDED = `new Promise((resolve) => {
  const timer = setInterval(() => {
    if (location.hash !== "#summary") return;
    clearInterval(timer);
    const isInvalid = document.querySelector("#summary").className === "invalid";
    resolve(isInvalid ? document.querySelector("#invalid-score-text").textContent : "");
  }, 500);
})`;

export const speedometer: Workload = {
  name: "speedometer",
  about: "the browser benchmark Speedometer 3, from a checkout of it",
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    await page.goto(`${site.speedometer}/?${parameters(settings)}`);
    const error = await page.evaluate(ENDED);
    if (error) throw new Error(`Speedometer ended with an error: ${error}`);
    return { page };
  },
};

function parameters({ suites, iterations }: WorkloadSettings): URLSearchParams {
  const all = { startAutomatically: "true", iterationCount: String(iterations) };
  // Without the parameter it runs its default suites.
  return new URLSearchParams(suites.length === 0 ? all : { ...all, suites: suites.join(",") });
}
