/**
 * Checks the files for the container, then runs what is in it without one: the server with its config,
 * and a client that drives a browser there and fetches the recording. Throws where something is wrong.
 */
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { checkFiles } from "./check-files.ts";
import { servePage } from "./page.ts";
import { recordVisit } from "./record-visit.ts";
import { serve } from "./serve.ts";

const directory = fileURLToPath(new URL("..", import.meta.url));
checkFiles(directory);

// As "pagereel token" makes them.
const token = randomBytes(32).toString("base64url");
const sha256 = createHash("sha256").update(token).digest("hex");
using page = await servePage();
await using server = await serve(directory, [{ name: "ci", sha256, scopes: ["drive", "read"] }]);
const recording = await recordVisit(server.url, token, async (tab) => {
  await tab.goto(page.url);
  await tab.click("button");
});
const text = JSON.stringify(Object.values(recording.events));
assert.ok(text.includes("Hello from the server!"), "The recording does not show the greeting.");
console.log(`Recorded session ${recording.sessionId}: ${recording.duration} ms.`);
