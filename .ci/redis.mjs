import { installOnDebian, pathOf } from "./apt.mjs";
import { say } from "./process.mjs";

/** Sees that there is a redis-server, which tests of stores start; without it these fail. */
export async function provideRedis() {
  if (pathOf("redis-server") || (await installOnDebian(["redis-server"]))) return;
  say("No redis-server is installed: tests that need one will fail. Install Redis to run them.");
}
