import { fileURLToPath } from "node:url";
import { fetchRecording, fileStore, readManifest } from "@pagereel/core";
import { describeProcessExit } from "@pagereel/testing";

describeProcessExit("Puppeteer", {
  script: fileURLToPath(new URL("./support/exiting-script.mjs", import.meta.url)),
  readManifest: (directory, sessionId) => readManifest(fileStore(directory), sessionId),
  fetchRecording: (directory, sessionId) =>
    fetchRecording(sessionId, { store: fileStore(directory) }),
});
