import { expect, test } from "vitest";
import { expandNodeTokens, NODE_TOKENS } from "./node-tokens.js";

const { element, attributes, text, id, lastChild } = NODE_TOKENS;

test("nodes in one another, with ids that follow one another", () => {
  const wire = `${element}ul${attributes}"class":"a"}${id}7${element}li${attributes}}${id}${text}"\\b 1"${id}]}]}]}`;
  expect(JSON.parse(expandNodeTokens(wire, 0))).toEqual({
    type: 2,
    tagName: "ul",
    attributes: { class: "a" },
    id: 7,
    childNodes: [
      {
        type: 2,
        tagName: "li",
        attributes: {},
        id: 8,
        childNodes: [{ type: 3, textContent: "\b 1", id: 9, childNodes: [] }],
      },
    ],
  });
});

test("an addition in a child document, whose ids have a base", () => {
  const wire = `${lastChild}4${text}"12"${id}30]}}`;
  expect(JSON.parse(expandNodeTokens(wire, 1000))).toEqual({
    parentId: 1004,
    nextId: null,
    node: { type: 3, textContent: "12", rootId: 1001, id: 1030, childNodes: [] },
  });
});

test("text without tokens stays as it is", () => {
  const json = JSON.stringify({ value: "\b\t\r\f\v" });
  expect(expandNodeTokens(json, 5)).toBe(json);
});
