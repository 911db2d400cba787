const VARIABLE = "PAGEREEL_PEER_SUITES";

/** The environment that hands the settings of a run to its processes. */
export function settingsEnvironment(settings) {
  return { ...process.env, [VARIABLE]: JSON.stringify(settings) };
}

/** @throws Error outside of a process that run.mjs started */
export function readSettings() {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("This file is run by packages/peer-suites/run.mjs.");
  return JSON.parse(text);
}
