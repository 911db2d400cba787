import { fetchRecording, launch } from "@pagereel/puppeteer-adapter";

// Chromium does not start with its sandbox as root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await launch({ recording: true, args });
const page = await browser.newPage();
await page.goto(process.env.PAGE_URL);
await page.click("button");
const sessionId = browser.sessionId();
await browser.close();
const recording = await fetchRecording(sessionId);
console.log(JSON.stringify(recording));
