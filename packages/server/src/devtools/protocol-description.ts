import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

interface Protocol {
  version: object;
  domains: object[];
}

let description: Promise<Protocol> | undefined;

/** The description of the protocol, which Chromium itself tells on a port only. */
export function protocolDescription(): Promise<Protocol> {
  description ??= readDescription();
  return description;
}

async function readDescription(): Promise<Protocol> {
  const [browser, js] = await Promise.all(
    ["browser_protocol", "js_protocol"].map(async (name) => {
      const path = require.resolve(`devtools-protocol/json/${name}.json`);
      return JSON.parse(await readFile(path, "utf8")) as Protocol;
    }),
  );
  if (!browser || !js) throw new Error("The package devtools-protocol is not whole.");
  return { version: browser.version, domains: [...browser.domains, ...js.domains] };
}
