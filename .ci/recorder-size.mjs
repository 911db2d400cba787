import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT, say } from "./process.mjs";

/**
 * Bytes. Each page that is recorded parses the whole bundle before its first script, so what is added
 * to it has to stay small. rrweb's recorder alone takes about 24,000.
 */
const MAX_GZIP_BYTES = 26_000;

/** Checks what the recorder weighs, compressed. */
export function checkRecorderSize() {
  const file = "packages/recorder/dist/recorder.iife.js";
  try {
    const bytes = gzipSync(readFileSync(join(ROOT, file)), { level: 9 }).length;
    say(`${file}: ${bytes} bytes as gzip, at most ${MAX_GZIP_BYTES} allowed.`);
    return bytes <= MAX_GZIP_BYTES ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  } catch (error) {
    say(`The recorder was not built: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}
