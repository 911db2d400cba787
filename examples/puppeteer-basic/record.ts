import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { exportHtml, fetchRecording, launch } from "@pagereel/puppeteer-adapter";
import { servePage } from "./page.ts";

const { url, close } = await servePage();
const browser = await launch({
  recording: true,
  // Chromium does not start with its sandbox as root, as which containers often run. Leave this out
  // where you can: the sandbox keeps a hostile page from your machine.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage();
await page.goto(url);
await page.type("input", "Ada");
await page.click("button");
const greeting = await page.$eval("output", (output) => output.textContent);
const sessionId = browser.sessionId();
await browser.close();
close();

const recording = await fetchRecording(sessionId);
await writeFile("replay.html", await exportHtml(recording));
console.log(`The page said "${greeting}". Its replay: ${resolve("replay.html")}`);
