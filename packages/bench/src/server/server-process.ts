import { startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";

/** A server, and nothing else. Its argument is the folder for its recordings; it tells its address. */
const server = await startServer({
  port: 0,
  logLevel: "silent",
  store: process.argv[2] as string,
  chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
});

// It ends with whoever started it.
process.once("disconnect", () => void server.close().then(() => process.exit()));
process.send?.(server.url);
