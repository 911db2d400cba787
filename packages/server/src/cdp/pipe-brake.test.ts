import { expect, test } from "vitest";
import type { MessagePipe } from "../chromium/message-pipe.js";
import type { ClientSocket } from "./client-socket.js";
import { PipeBrake } from "./pipe-brake.js";

const BEHIND = 64 * 1024 * 1024;

/** A brake, and whether its pipe flows. */
function makeBrake() {
  const pipe = {
    flows: true,
    pause() {
      pipe.flows = false;
    },
    resume() {
      pipe.flows = true;
    },
  };
  return { pipe, brake: new PipeBrake(pipe as unknown as MessagePipe) };
}

const client = (bufferedAmount: number) => ({ bufferedAmount }) as ClientSocket;

test("holds the browser while a client is behind", () => {
  const { pipe, brake } = makeBrake();
  const slow = { bufferedAmount: BEHIND } as { bufferedAmount: number } & ClientSocket;
  brake.press(client(0));
  expect([pipe.flows, brake.isBehind(slow)]).toEqual([true, false]);
  brake.press(slow);
  expect([pipe.flows, brake.isBehind(slow)]).toEqual([false, true]);
  Object.assign(slow, { bufferedAmount: 0 });
  brake.ease(slow);
  expect([pipe.flows, brake.isBehind(slow)]).toEqual([true, false]);
});

test("once it is let go, holds the browser for nobody", () => {
  const { pipe, brake } = makeBrake();
  const slow = client(BEHIND);
  brake.press(slow);
  brake.letGo();
  expect(pipe.flows).toBe(true);
  brake.press(slow);
  expect(pipe.flows).toBe(true);
});
