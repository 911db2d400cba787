import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PageLike } from "../driver.js";
import type { SuiteContext } from "../suite-context.js";

/** One that no encoder touches, and one that each of them does. */
const SECRETS = ["zqwalrus7tusk", `zq&p <"pél/i+can'>`];

/** What must be nowhere in a recording is in no file of it, in none of the usual forms. */
export function describeSecrets<P extends PageLike>(context: SuiteContext<P>): void {
  describe("secrets", () => {
    test("of a page that leaks them on purpose are in no file", async () => {
      const directory = await mkdtemp(join(tmpdir(), "pagereel-secrets-"));
      onTestFinished(() => rm(directory, { recursive: true }));
      const session = await context.launch({
        sink: context.driver.fileStore(directory),
        maskAllInputs: false,
        secrets: SECRETS,
        metadata: { user: SECRETS[0], [SECRETS[1] as string]: SECRETS },
      });
      const page = await session.browser.newPage();
      const query = SECRETS.map((secret) => `secret=${encodeURIComponent(secret)}`).join("&");
      await page.goto(`${context.site.origin}/leaking.html?${query}`);
      await session.keep(page, "page");
      await page.reload();
      await session.keep(page, "reloaded");
      await session.end();

      const stored = await readAll(directory);
      // It did leak: two secrets, about forty places each, some of which rrweb leaves out.
      expect(stored.split("****").length).toBeGreaterThan(100);
      const found = SECRETS.flatMap(formsOf).filter((form) => stored.includes(form));
      expect(found, "forms of a secret that are stored").toEqual([]);
      session.expectNothingMissing();
    });
  });
}

async function readAll(directory: string): Promise<string> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const texts: string[] = [];
  for (const file of files.filter((each) => each.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    texts.push(file.name, String(file.name.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes));
  }
  return texts.join("\n");
}

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const escaped = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const texts = [
    secret,
    escaped,
    escaped.replaceAll('"', "&quot;"),
    encoded,
    encoded.replace(/%../g, (code) => code.toLowerCase()),
    encodeURI(secret),
    new URLSearchParams({ secret }).toString().slice("secret=".length),
    ...base64FormsOf(secret),
  ];
  // As they stand in JSON, in JSON in JSON, and in that once more.
  const inJson = texts.map((text) => JSON.stringify(text).slice(1, -1));
  const inJsonTwice = inJson.map((text) => JSON.stringify(text).slice(1, -1));
  return [...new Set([...texts, ...inJson, ...inJsonTwice])];
}

/** Without the digits that depend on what is around the secret. */
function base64FormsOf(secret: string): string[] {
  return ["", "x", "xx"].flatMap((before) => {
    const bytes = Buffer.from(`${before}${secret}`);
    const from = Math.ceil((before.length * 8) / 6);
    const to = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString("base64"), bytes.toString("base64url")].map((text) =>
      text.slice(from, to),
    );
  });
}
