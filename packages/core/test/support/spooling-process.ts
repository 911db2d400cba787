/** Sends two chunks to the server at argv[2], with the spool of argv[3]; ends as argv[4] names. */
import { httpSink } from "../../src/stores/http-sink.js";
import { memoryStore } from "../../src/stores/memory-store.js";
import { tee } from "../../src/stores/tee.js";

const [, , url = "", spoolDirectory = "", ending] = process.argv;
const spooling = httpSink({ url, spoolDirectory, timeoutMs: 500 });
const failing = httpSink({ url, spoolDirectory: false, timeoutMs: 500 });
const sink = ending === "give-up-tee" ? tee(memoryStore(), spooling, failing) : spooling;
const ref = { sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f", targetId: "A1B2", number: 1 };

await sink.appendSegment(ref, 0, Buffer.from("one "));
if (ending === "exit") {
  process.on("exit", () => sink.sync?.appendSegment(ref, 4, Buffer.from("two")));
  process.exit();
}
await sink.appendSegment(ref, 4, Buffer.from("two"));
if (ending?.startsWith("give-up")) await sink.flush?.(ref.sessionId, AbortSignal.timeout(300));
if (ending === "kill") process.kill(process.pid, "SIGKILL");
