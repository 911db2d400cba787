import { expect, test } from "vitest";
import { parseRoute } from "./router.js";

test.each([
  ["/", { page: "sessions" }],
  ["/sessions", { page: "sessions" }],
  ["/sessions/0198", { page: "session", sessionId: "0198" }],
  ["/sessions/0198/", { page: "session", sessionId: "0198" }],
  ["/sessions/a%2Fb", { page: "session", sessionId: "a/b" }],
  ["/sessions/100%", { page: "session", sessionId: "100%" }],
])("%s", (path, route) => {
  expect(parseRoute(path)).toEqual(route);
});
