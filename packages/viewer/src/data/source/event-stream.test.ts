import { expect, test } from "vitest";
import { EventStreamParser } from "./event-stream.js";

const STREAM =
  "\r\n: comment\nevent: start\r\ndata: {}\r\n\r\n" +
  "id: 7\nevent: events\ndata:1\ndata: 2\n\nid:\nretry: 3\ndata\n\nevent: lost\n\ndata: é\rdata:  x\r\r";

const MESSAGES = [
  { event: "start", data: "{}", lastEventId: "before" },
  { event: "events", data: "1\n2", lastEventId: "7" },
  { event: "message", data: "", lastEventId: "" },
  { event: "message", data: "é\n x", lastEventId: "" },
];

test.each([1, 2, 3, 1000])("reads messages that come in pieces of %d characters", (length) => {
  const parser = new EventStreamParser("before");
  const messages = [];
  // The last line break may be half of one.
  for (let at = 0; at <= STREAM.length; at += length) {
    messages.push(...parser.push(`${STREAM}\n`.slice(at, at + length)));
  }
  expect(messages).toEqual(MESSAGES);
});

test("takes a message of megabytes in small pieces as fast as it comes", () => {
  const parser = new EventStreamParser();
  const piece = "x".repeat(256);
  const messages = [...parser.push("data: ")];
  for (let count = 0; count < 65_536; count++) messages.push(...parser.push(piece));
  messages.push(...parser.push("\n\n"));
  expect(messages.map(({ data }) => data.length)).toEqual([16 * 1024 * 1024]);
});
