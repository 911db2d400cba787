import { expect, test } from "vitest";
import { LoadedStyleSheets } from "./loaded-style-sheets.js";

const request = (requestId: string, url: string, redirectResponse?: object) => ({
  method: "Network.requestWillBeSent",
  params: { type: "Stylesheet", requestId, request: { url }, redirectResponse },
});
const response = (requestId: string, url: string) => ({
  method: "Network.responseReceived",
  params: { type: "Stylesheet", requestId, response: { url } },
});

test("a sheet is found by the address that the document gave, with that where it came from", () => {
  const loaded = new LoadedStyleSheets();
  loaded.onEvent(request("1", "http://a/x.css"));
  loaded.onEvent(request("1", "http://b/y.css", {}));
  loaded.onEvent(response("1", "http://b/y.css"));
  expect(loaded.find("http://a/x.css#part")).toEqual({ requestId: "1", url: "http://b/y.css" });
  expect(loaded.find("http://b/y.css")).toBeUndefined();
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
