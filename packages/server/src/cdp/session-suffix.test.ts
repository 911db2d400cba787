import { expect, test } from "vitest";
import { sessionOf, withoutSession, withSession } from "./session-suffix.js";

const ID = "0123456789ABCDEF0123456789ABCDEF";
const message = (value: object) => Buffer.from(JSON.stringify(value));

test("finds the session behind all else", () => {
  expect(sessionOf(message({ id: 1, result: {}, sessionId: ID }))).toBe(ID);
});

test.each([
  { id: 1, result: {} },
  { id: 1, result: { sessionId: ID } },
  { method: "Target.detachedFromTarget", params: { targetId: "T", sessionId: ID } },
  { result: `,"sessionId":"${ID}` },
  {},
])("finds none in %j", (value) => {
  expect(sessionOf(message(value))).toBeUndefined();
});

test("takes it out and puts it in", () => {
  const plain = { id: 1, method: "A.b", params: { text: "{ä" } };
  expect(String(withoutSession(message({ ...plain, sessionId: ID })))).toBe(JSON.stringify(plain));
  expect(JSON.parse(String(withSession(message(plain), ID)))).toEqual({ ...plain, sessionId: ID });
  const spaced = withSession(Buffer.from(' \n{ "id": 1}'), ID);
  expect(JSON.parse(String(spaced))).toEqual({ id: 1, sessionId: ID });
});
