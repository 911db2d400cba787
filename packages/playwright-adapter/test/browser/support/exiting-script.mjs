// A script that records and then ends in a way of its own:
// node exiting-script.mjs DIRECTORY END BROWSER [argument of the browser ...]
import { fileStore, launch } from "@pagereel/playwright-adapter";

const [directory, end, executablePath, ...args] = process.argv.slice(2);
const browser = await launch({
  executablePath,
  args,
  recording: { sink: fileStore(directory) },
});
const page = await browser.newPage();
await page.goto("data:text/html,<p>start");
await page.evaluate("document.body.append('the last words')");
// What the page sent takes its own way to this process.
await new Promise((resolve) => setTimeout(resolve, 100));
process.stdout.write(browser.sessionId());
if (end === "exit") process.exit(3);
if (end === "throw") throw new Error("a bug of the user's");
process.kill(process.pid, end);
