import { expect, test, vi } from "vitest";
import { LoadedStyleSheets } from "./loaded-style-sheets.js";
import { StyleSheetTexts } from "./style-sheet-texts.js";

const request = (requestId: string, url: string, redirectResponse?: object) => ({
  method: "Network.requestWillBeSent",
  params: { type: "Stylesheet", requestId, request: { url }, redirectResponse },
});
const response = (requestId: string, url: string, more: object = {}) => ({
  method: "Network.responseReceived",
  params: {
    type: "Stylesheet",
    requestId,
    response: { url, status: 200, mimeType: "text/css", ...more },
  },
});
const end = (requestId: string) => ({ method: "Network.loadingFinished", params: { requestId } });
const failure = (requestId: string) => ({
  method: "Network.loadingFailed",
  params: { type: "Stylesheet", requestId, errorText: "net::ERR_NAME_NOT_RESOLVED" },
});

function setUp(texts = new StyleSheetTexts()) {
  const readBody = vi.fn(async () => ({ body: "a{b:url(x.png)}", base64Encoded: false }));
  return { loaded: new LoadedStyleSheets(texts, readBody), readBody, texts };
}

test("a sheet is found by the address that the document gave, with addresses from where it came", async () => {
  const { loaded } = setUp();
  loaded.onEvent(request("1", "http://a/x.css"));
  loaded.onEvent(request("1", "http://b/c/y.css", {}));
  loaded.onEvent(response("1", "http://b/c/y.css"));
  loaded.onEvent(end("1"));
  const sheet = loaded.find("http://a/x.css#part");
  await sheet?.settled;
  expect(sheet?.text).toBe(String.raw`"a{b:url(\"http://b/c/x.png\")}"`);
  expect(loaded.find("http://b/c/y.css")).toBeUndefined();
});

test("a sheet that did not come is known as one that failed, and is not read", async () => {
  const { loaded, readBody } = setUp();
  const url = "http://a/x.css";
  const ends = [
    [failure("1")],
    [response("1", url, { status: 404 }), end("1")],
    [response("1", url, { mimeType: "text/html" }), end("1")],
  ];
  for (const events of ends) {
    for (const event of [request("1", url), ...events]) loaded.onEvent(event);
    const sheet = loaded.find(url);
    await sheet?.settled;
    expect(sheet).toMatchObject({ failed: true, text: undefined });
  }
  expect(readBody).not.toHaveBeenCalled();
});

test("what a cache has is not read again, in another page of the session too", async () => {
  const { loaded, texts, readBody } = setUp();
  const other = setUp(texts);
  const url = "http://a/x.css";
  const headers = { ETag: '"1"' };
  const load = async (target: LoadedStyleSheets, more: object) => {
    for (const event of [request("1", url), response("1", url, more), end("1")]) {
      target.onEvent(event);
    }
    const sheet = target.find(url);
    await sheet?.settled;
    expect(sheet?.text).toContain("a{b:");
  };
  await load(loaded, { responseTime: 5, headers });
  await load(loaded, { responseTime: 5, headers });
  await load(other.loaded, { responseTime: 6, status: 304, headers: { etag: '"1"' } });
  expect(readBody).toHaveBeenCalledOnce();
  expect(other.readBody).not.toHaveBeenCalled();
  await load(loaded, { responseTime: 7, headers });
  await load(loaded, { responseTime: 8, status: 304 });
  await load(loaded, {});
  await load(loaded, {});
  expect(readBody).toHaveBeenCalledTimes(5);
});

test("a sheet that the browser does not have any more has no text", async () => {
  const { loaded, readBody } = setUp();
  readBody.mockRejectedValue(new Error("No resource with given identifier found"));
  for (const event of [request("1", "http://a/x.css"), response("1", "http://a/x.css"), end("1")]) {
    loaded.onEvent(event);
  }
  await loaded.settle();
  expect(loaded.find("http://a/x.css")).toMatchObject({ failed: false, text: undefined });
});

test("the last request of an address counts, and what is no sheet does not", () => {
  const { loaded } = setUp();
  for (const requestId of ["1", "2"]) loaded.onEvent(request(requestId, "http://a/x.css"));
  const image = request("3", "http://a/x.css");
  loaded.onEvent({ ...image, params: { ...image.params, type: "Image" } });
  expect(loaded.find("http://a/x.css")?.requestId).toBe("2");
});

test("the oldest of very many are forgotten", () => {
  const { loaded } = setUp();
  for (let i = 0; i < 1500; i++) loaded.onEvent(request(`${i}`, `http://a/${i}.css`));
  expect(loaded.find("http://a/499.css")).toBeUndefined();
  expect(loaded.find("http://a/500.css")).toBeDefined();
});
