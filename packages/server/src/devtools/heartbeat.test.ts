import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { keepAlive } from "./heartbeat.js";

const MINUTE_MS = 60_000;

class FakeSocket extends EventEmitter {
  isPaused = false;
  pings = 0;
  isTerminated = false;

  ping() {
    this.pings++;
  }

  terminate() {
    this.isTerminated = true;
    this.emit("close");
  }
}

let socket: FakeSocket;
beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  keepAlive(socket as unknown as WebSocket);
});
afterEach(() => void vi.useRealTimers());

test("a connection that answers is kept", () => {
  for (let minute = 1; minute <= 10; minute++) {
    vi.advanceTimersByTime(MINUTE_MS);
    expect(socket.pings).toBe(minute);
    socket.emit("pong");
  }
  expect(socket.isTerminated).toBe(false);
});

test("a connection that answers late is kept", () => {
  vi.advanceTimersByTime(2 * MINUTE_MS);
  socket.emit("pong");
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(socket.isTerminated).toBe(false);
});

test("a connection that does not answer twice is dropped", () => {
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(socket.isTerminated).toBe(false);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(socket).toMatchObject({ isTerminated: true, pings: 2 });
});

test("a connection that is not read is not asked, and is kept", () => {
  socket.isPaused = true;
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(socket).toMatchObject({ isTerminated: false, pings: 0 });
});

test("a connection that is closed is not asked any more", () => {
  socket.emit("close");
  expect(vi.getTimerCount()).toBe(0);
});
