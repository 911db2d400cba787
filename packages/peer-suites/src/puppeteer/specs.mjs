import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Needs a window; not about a browser (units of Puppeteer); needs a Bluetooth device. */
const LEFT_OUT = /^(headful|golden-utils|utils|(cdp\/)?device-request-prompt)/;

const SPEC = /\.(spec|test)\.js$/;

/** @returns names of the compiled spec files of a checkout, such as `cdp/pdf` */
export function listSpecs(checkout) {
  const build = join(checkout, "test/build");
  const files = readdirSync(build).concat(readdirSync(join(build, "cdp")).map((f) => `cdp/${f}`));
  return files
    .filter((file) => SPEC.test(file) && !LEFT_OUT.test(file))
    .map((file) => file.replace(/\.js$/, ""))
    .sort();
}
