import { expect, test } from "vitest";
import { type RemoteObject, textOfObject } from "./remote-object.js";

const property = (name: string, type: string, value?: string) => ({
  name,
  type,
  ...(value && { value }),
});
const preview = (given: object) => ({ type: "object", overflow: false, properties: [], ...given });

test.each<[string, RemoteObject]>([
  ["a text", { type: "string", value: "a text" }],
  ["undefined", { type: "undefined" }],
  ["null", { type: "object", subtype: "null", value: null }],
  ["-0", { type: "number", unserializableValue: "-0", description: "-0" }],
  ["12n", { type: "bigint", unserializableValue: "12n" }],
  ["false", { type: "boolean", value: false }],
  ["Symbol(a)", { type: "symbol", description: "Symbol(a)" }],
  ["() => 1", { type: "function", description: "() => 1" }],
  ["div#main.wide", { type: "object", subtype: "node", description: "div#main.wide" }],
  ["Object", { type: "object", description: "Object" }],
])("%s", (text, object) => {
  expect(textOfObject(object)).toBe(text);
});

test("an object by its preview, as a console shows it", () => {
  const properties = [property("name", "string", 'a "book"'), property("count", "number", "2")];
  const of = (given: object) =>
    textOfObject({
      type: "object",
      preview: preview({ description: "Object", properties, ...given }),
    });
  expect(of({})).toBe('{name: "a \\"book\\"", count: 2}');
  expect(of({ description: "Cart", overflow: true })).toBe(
    'Cart {name: "a \\"book\\"", count: 2, …}',
  );
});

test("lists, sets and maps by what is in them", () => {
  const items = [property("0", "string", "a"), property("1", "object", "Array(2)")];
  const list = preview({
    subtype: "array",
    description: "Array(9)",
    overflow: true,
    properties: items,
  });
  expect(textOfObject({ type: "object", subtype: "array", preview: list })).toBe(
    '["a", Array(2), …]',
  );
  const one = { type: "number", overflow: false, properties: [], description: "1" };
  const a = { type: "string", overflow: false, properties: [], description: "a" };
  const map = preview({ subtype: "map", description: "Map(1)", entries: [{ key: a, value: one }] });
  expect(textOfObject({ type: "object", subtype: "map", preview: map })).toBe('Map(1) {"a" => 1}');
  const set = preview({ subtype: "set", description: "Set(1)", entries: [{ value: one }] });
  expect(textOfObject({ type: "object", subtype: "set", preview: set })).toBe("Set(1) {1}");
});
