/**
 * A script as users write them, to be killed: it records a page into the directory of argv[2], shows a
 * mark after the other there, and says on stdout which session and browser it has, and which marks are
 * there. It ends when its stdin does.
 */
import { setTimeout as delay } from "node:timers/promises";
import { fileStore, launch } from "@pagereel/puppeteer-adapter";
import { showMark } from "./marks.ts";
import { launchOptions } from "./options.ts";

const [, , directory = ""] = process.argv;
const browser = await launch(launchOptions(fileStore(directory)));
const page = await browser.newPage();
process.stdout.write(`session ${browser.sessionId()} ${browser.process()?.pid}\n`);

let isEnding = false;
process.stdin.on("end", () => {
  isEnding = true;
});
process.stdin.resume();
for (let number = 1; !isEnding; number++) {
  await page.evaluate(showMark(number, 200));
  process.stdout.write(`mark ${number} ${Date.now()}\n`);
  await delay(5);
}
await browser.close();
