import { expect, test } from "vitest";
import { parseUpgradePath } from "./upgrade-paths.js";

const ID = "01a2084d-12b6-764a-ad6b-8116d8d840cd";
const CLOUDFLARE = "/client/v4/accounts/abc/browser-rendering";

test.each(["", CLOUDFLARE, "/client/v4/accounts/abc/browser-run"])(
  "knows what is wanted below %j",
  (prefix) => {
    const base = `${prefix}/devtools/browser`;
    expect(parseUpgradePath(base)).toEqual({ kind: "acquire" });
    expect(parseUpgradePath(`${base}/`)).toEqual({ kind: "acquire" });
    const session = { kind: "session", sessionId: ID };
    expect(parseUpgradePath(`${base}/${ID.toUpperCase()}`)).toEqual(session);
    const page = { kind: "page", sessionId: ID, targetId: "T1" };
    expect(parseUpgradePath(`${base}/${ID}/page/T1`)).toEqual(page);
    const anywhere = { kind: "page", sessionId: undefined, targetId: "T1" };
    expect(parseUpgradePath(`${prefix}/devtools/page/T1`)).toEqual(anywhere);
  },
);

test("takes the server's own address for a browser", () => {
  expect(parseUpgradePath("/")).toEqual({ kind: "acquire" });
});

test.each(["/devtools/browser/x", "/devtools", `/devtools/page/${"x".repeat(129)}`, "/%2e%2e", ""])(
  "knows nothing at %j",
  (path) => {
    expect(parseUpgradePath(path)).toBeUndefined();
  },
);
