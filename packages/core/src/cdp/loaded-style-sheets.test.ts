import { expect, test } from "vitest";
import { LoadedStyleSheets } from "./loaded-style-sheets.js";

const request = (requestId: string, url: string, redirectResponse?: object) => ({
  method: "Network.requestWillBeSent",
  params: { type: "Stylesheet", requestId, request: { url }, redirectResponse },
});
const response = (requestId: string, url: string, status = 200, mimeType = "text/css") => ({
  method: "Network.responseReceived",
  params: { type: "Stylesheet", requestId, response: { url, status, mimeType } },
});
const failure = (requestId: string) => ({
  method: "Network.loadingFailed",
  params: { type: "Stylesheet", requestId, errorText: "net::ERR_NAME_NOT_RESOLVED" },
});

test("a sheet is found by the address that the document gave, with that where it came from", () => {
  const loaded = new LoadedStyleSheets();
  loaded.onEvent(request("1", "http://a/x.css"));
  loaded.onEvent(request("1", "http://b/y.css", {}));
  loaded.onEvent(response("1", "http://b/y.css"));
  expect(loaded.find("http://a/x.css#part")).toEqual({ requestId: "1", url: "http://b/y.css" });
  expect(loaded.find("http://b/y.css")).toBeUndefined();
});

test("a sheet that did not come is known as one that failed", () => {
  const loaded = new LoadedStyleSheets();
  const url = "http://a/x.css";
  for (const end of [failure("1"), response("1", url, 404), response("1", url, 200, "text/html")]) {
    loaded.onEvent(request("1", url));
    loaded.onEvent(end);
    expect(loaded.find(url)).toEqual({ requestId: "1", url, failed: true });
  }
  loaded.onEvent(request("2", url));
  loaded.onEvent(failure("1"));
  expect(loaded.find(url)).toEqual({ requestId: "2", url });
});

test("the last request of an address counts, and what is no sheet does not", () => {
  const loaded = new LoadedStyleSheets();
  for (const requestId of ["1", "2"]) loaded.onEvent(request(requestId, "http://a/x.css"));
  const image = request("3", "http://a/x.css");
  loaded.onEvent({ ...image, params: { ...image.params, type: "Image" } });
  expect(loaded.find("http://a/x.css")?.requestId).toBe("2");
});

test("the oldest of very many are forgotten", () => {
  const loaded = new LoadedStyleSheets();
  for (let i = 0; i < 1500; i++) loaded.onEvent(request(`${i}`, `http://a/${i}.css`));
  expect(loaded.find("http://a/499.css")).toBeUndefined();
  expect(loaded.find("http://a/500.css")).toBeDefined();
});
