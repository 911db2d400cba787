import { expect, test } from "vitest";
import { answer, parseCommand } from "./command.js";

test("reads a command", () => {
  const text = '{"id":1,"method":"A.b","params":{"x":1},"sessionId":"S","more":true}';
  expect(parseCommand(Buffer.from(text))).toEqual({
    id: 1,
    method: "A.b",
    params: { x: 1 },
    sessionId: "S",
  });
  expect(parseCommand(Buffer.from('{"id":1,"method":"A.b"}'))).toEqual({
    id: 1,
    method: "A.b",
    params: {},
  });
});

test.each(["", "x", "{", '{"id":1}\u0000', "\ud800"])("says that %j is not JSON", (text) => {
  expect(parseCommand(Buffer.from(text))).toMatchObject({ error: { code: -32700 } });
});

test.each([
  "1",
  "null",
  "[]",
  "{}",
  '{"id":1.5,"method":"A"}',
  '{"id":"1","method":"A"}',
  '{"id":1,"method":1}',
  '{"id":1,"method":"A","params":[]}',
  '{"id":1,"method":"A","sessionId":1}',
])("says that %s is no command", (text) => {
  expect(parseCommand(Buffer.from(text))).toMatchObject({ error: { code: -32600 } });
});

test("answers with the id and the session of the command, where it had them", () => {
  expect(answer({ id: 1, sessionId: "S" }, { result: {} })).toBe(
    '{"id":1,"result":{},"sessionId":"S"}',
  );
  const { error } = parseCommand(Buffer.from('{"id":7}')) as { error: never };
  expect(JSON.parse(answer({ id: 7 }, { error }))).toMatchObject({ id: 7 });
  expect(JSON.parse(answer({}, { error }))).not.toHaveProperty("id");
});
