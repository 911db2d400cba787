import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { ROOT, say } from "./process.mjs";

/** Bytes of all that a browser loads to show the list of sessions, or a session, as gzip. */
const MAX_FIRST_VIEW = { list: 40_000, session: 150_000 };

/** Checks what the server's pages weigh, compressed. That of the one file is checked by core's tests. */
export async function checkViewerSize() {
  try {
    const { files } = await import(pathToFileURL(join(ROOT, "packages/viewer/dist/files.js")).href);
    const sizes = Object.entries(files).map(([name, { body }]) => ({
      bytes: gzipSync(body, { level: 9 }).length,
      isLate: !name.startsWith("assets/index-") && name !== "index.html",
    }));
    const sum = (parts) => parts.reduce((total, { bytes }) => total + bytes, 0);
    const views = { list: sum(sizes.filter(({ isLate }) => !isLate)), session: sum(sizes) };
    const failed = Object.entries(views).filter(([name, bytes]) => !isSmall(name, bytes)).length;
    return { passed: 2 - failed, failed };
  } catch (error) {
    say(`The viewer was not built: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function isSmall(name, bytes) {
  say(
    `First view of the ${name}: ${bytes} bytes as gzip, at most ${MAX_FIRST_VIEW[name]} allowed.`,
  );
  return bytes <= MAX_FIRST_VIEW[name];
}
