import { expect, test } from "vitest";
import { atTime, dataOf, readEventText, writeEventText } from "./event-text.js";

const data = { payload: `,"timestamp":5}`, timestamp: 7 };
const text = JSON.stringify({ type: 3, data, timestamp: 1000 });

test("an event's type and time are read from its text, and its data where that is wanted", () => {
  const event = readEventText(text);
  expect(event).toEqual({ text, type: 3, timestamp: 1000 });
  expect(event && dataOf(event)).toEqual(data);
});

test("an event is written of its parts", () => {
  expect(writeEventText(3, JSON.stringify(data), 1000)).toEqual(readEventText(text));
});

test("an event at another time is else the same", () => {
  const event = writeEventText(3, JSON.stringify(data), 1000);
  expect(JSON.parse(atTime(event, 2000).text)).toEqual({ type: 3, data, timestamp: 2000 });
  expect(atTime(event, 2000).timestamp).toBe(2000);
});

test.each([
  ["a text without a time", `{"type":3,"data":{}}`],
  ["one that is cut short", text.slice(0, -2)],
  ["one that goes on", `${text},"more":1}`],
  ["another order", `{"data":{},"type":3,"timestamp":1}`],
  ["a time that is none", `{"type":3,"data":{},"timestamp":"1"}`],
  ["nothing", ""],
])("%s is none", (_name, other) => {
  expect(readEventText(other)).toBeUndefined();
});
