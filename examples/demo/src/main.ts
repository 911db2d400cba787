import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "@pagereel/playwright-adapter";
import { OFFLINE, SANDBOX } from "./browser-arguments.ts";
import { demonstrate } from "./demonstrate.ts";
import { serveSite } from "./site.ts";
import { tourWithPlaywright } from "./tour-playwright.ts";
import { tourWithPuppeteer } from "./tour-puppeteer.ts";

const OUT = fileURLToPath(new URL("../out", import.meta.url));
const TOURS = { puppeteer: tourWithPuppeteer, playwright: tourWithPlaywright };

await rm(OUT, { recursive: true, force: true });
await using site = await serveSite();
console.log(`Serving AdminLTE at ${site.dashboard} and Swagger UI at ${site.apiDocs}.`);
await using viewer = await launch({ args: [...OFFLINE, ...SANDBOX] });

let failed = 0;
for (const [name, tour] of Object.entries(TOURS)) {
  failed += await demonstrate(name, tour, site, join(OUT, name), viewer);
}
console.log(
  failed === 0 ? "\nThe demo passed." : `\nThe demo failed: ${failed} checks do not hold.`,
);
process.exitCode = failed === 0 ? 0 : 1;
