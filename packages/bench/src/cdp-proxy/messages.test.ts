import { expect, test } from "vitest";
import { idOf, keepUnderWay } from "./messages.ts";

function open() {
  let listener: (message: Buffer) => boolean = () => false;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return {
    say(text: string) {
      try {
        if (listener(Buffer.from(text))) resolve();
      } catch (error) {
        reject(error);
      }
    },
    listen(isLast: typeof listener) {
      listener = isLast;
      return promise;
    },
  };
}

test.each([
  ['{"id":12,"result":{}}', 12],
  ['{"method":"Page.loaded","params":{"id":12}}', undefined],
  ["", undefined],
])("the id of %j is %s", (text, id) => {
  expect(idOf(Buffer.from(text))).toBe(id);
});

test("sends the next command when an answer has come, and ends with the last answer", async () => {
  const socket = open();
  const checked: string[] = [];
  let sent = 0;
  const all = keepUnderWay(
    { count: 5, underWay: 2 },
    socket,
    () => sent++,
    (message) => checked.push(String(message)),
  );
  const seen = [sent];
  for (let id = 1; id <= 5; id++) {
    socket.say('{"method":"Page.loaded"}');
    socket.say(`{"id":${id},"result":{}}`);
    seen.push(sent);
  }
  await all;
  expect(seen).toEqual([2, 3, 4, 5, 5, 5]);
  expect(checked).toHaveLength(5);
});

test("an answer that is not the expected one fails it", async () => {
  const socket = open();
  const all = keepUnderWay(
    { count: 2, underWay: 1 },
    socket,
    () => undefined,
    () => {
      throw new Error("Not that.");
    },
  );
  socket.say('{"id":1,"error":{}}');
  await expect(all).rejects.toThrow("Not that.");
});
