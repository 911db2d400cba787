import type { MessagePipe } from "../chromium/message-pipe.js";
import type { ClientSocket } from "./client-socket.js";

/** Bytes that may wait for a client before no more is taken from the browser; at half, more is taken. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** A client that takes nothing for so long is dropped: all of its session waits for it. */
const MAX_STANDSTILL_MS = 30_000;

/** Takes from a browser what its clients take, and no more. */
export class PipeBrake {
  private readonly behind = new Map<ClientSocket, NodeJS.Timeout>();
  private holds = true;

  constructor(readonly pipe: MessagePipe) {}

  /** To be called when something was sent to a client. */
  press(client: ClientSocket): void {
    if (client.bufferedAmount < MAX_WAITING_BYTES || this.behind.has(client)) return;
    if (!this.holds) return;
    this.pipe.pause();
    this.watch(client, client.bufferedAmount);
  }

  /** To be called when something has left for a client. */
  ease(client: ClientSocket): void {
    if (this.behind.has(client) && client.bufferedAmount <= MAX_WAITING_BYTES / 2) {
      this.release(client);
    }
  }

  /** A client that is gone keeps nobody waiting. */
  release(client: ClientSocket): void {
    const timer = this.behind.get(client);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.behind.delete(client);
    if (this.behind.size === 0) this.pipe.resume();
  }

  isBehind(client: ClientSocket): boolean {
    return this.behind.has(client);
  }

  /** Holds the browser no more: it ends, and what the recorder still gets must not wait for a client. */
  letGo(): void {
    this.holds = false;
    for (const client of [...this.behind.keys()]) this.release(client);
  }

  private watch(client: ClientSocket, before: number): void {
    const look = () => {
      const { bufferedAmount } = client;
      if (bufferedAmount < before) this.watch(client, bufferedAmount);
      else client.terminate();
    };
    this.behind.set(client, setTimeout(look, MAX_STANDSTILL_MS).unref());
  }
}
