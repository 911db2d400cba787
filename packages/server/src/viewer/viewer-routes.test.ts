import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appWithAllRoutes } from "../../test/support/all-routes.js";

let parts: Awaited<ReturnType<typeof appWithAllRoutes>>;
beforeAll(async () => {
  parts = await appWithAllRoutes();
});
afterAll(() => parts.app.close());

function get(url: string, headers: Record<string, string> = {}) {
  return parts.app.inject({ url, headers: { host: "localhost", ...headers } });
}

/** The files that a page asks for first, as its own address makes them. */
async function assetsOf(page: string): Promise<string[]> {
  const { body } = await get(page);
  const names = [...body.matchAll(/(?:src|href)="([^"]*assets\/[^"]*)"/g)].map(([, name]) => name);
  return names.map((name) => new URL(name as string, `http://localhost${page}`).pathname);
}

describe.each(["/", "/?q=shop", "/sessions/01980f3e", "/sessions/01980f3e/"])("%s", (path) => {
  test("is the page, under a policy that lets nothing in but its own files", async () => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const policy = answer.headers["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'unsafe-inline';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.body).toContain('<div id="app">');
  });

  test("finds its files", async () => {
    const names = await assetsOf(path);
    expect(names).not.toEqual([]);
    for (const name of names) expect((await get(name)).statusCode).toBe(200);
  });
});

describe("a file of the page", () => {
  test("never changes, and a client that has it gets it no more", async () => {
    const [name = ""] = await assetsOf("/");
    const answer = await get(name);
    expect(answer.headers["cache-control"]).toBe("public, immutable, max-age=31536000");
    const again = await get(name, { "if-none-match": String(answer.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe("");
  });

  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("is compressed with %s where the client takes it", async (encoding, decompress) => {
    const [name = ""] = await assetsOf("/");
    const answer = await get(name, { "accept-encoding": encoding });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(decompress(answer.rawPayload).toString()).toBe((await get(name)).body);
  });

  test.each(["nothing.js", "__proto__", "..%2Findex.html"])("%s is none", async (name) => {
    expect((await get(`/assets/${name}`)).statusCode).toBe(404);
  });
});

test("the page that is there has not changed for who has it", async () => {
  const { headers } = await get("/");
  const again = await get("/", { "if-none-match": String(headers.etag) });
  expect(again.statusCode).toBe(304);
});
