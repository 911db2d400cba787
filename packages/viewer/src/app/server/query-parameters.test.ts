import { expect, test } from "vitest";
import { toParameters, toQuery } from "./query-parameters.js";

test("a query comes back from the address as it was", () => {
  const query = {
    q: "shop & co",
    state: "partial",
    since: 1000,
    until: 2000,
    metadata: { test: "log in", "a.b": "1" },
  };
  expect(toQuery(`?${toParameters(query)}`)).toEqual(query);
});

test("what is none in an address is left out", () => {
  expect(toQuery("?q=%20&since=soon&until=&metadata.=x&other=1")).toEqual({});
  expect(toQuery("")).toEqual({});
});
