import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { element, fullSnapshot, meta, mutation, text } from "../../test/support/rrweb-events.js";
import { packEvents } from "./pack-events.js";

function unpack(packed: string): unknown {
  return JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString());
}

test("packs events so that they come out the same", async () => {
  const hard = "</script> \u2028 \ud83d\ude00 \ud83d \u0000 <!--";
  const events = [meta("https://a.test/"), fullSnapshot({ body: [element("p", {}, text(hard))] })];
  const packed = await packEvents(events);
  expect(packed).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(unpack(packed)).toEqual(events);
});

test("packs more than one piece", async () => {
  const events = Array.from({ length: 50 }, (_, index) =>
    mutation({ texts: [{ id: index, value: `${index}`.repeat(20_000) }] }, index),
  );
  expect(unpack(await packEvents(events))).toEqual(events);
});

test("packs no events", async () => {
  expect(unpack(await packEvents([]))).toEqual([]);
});
