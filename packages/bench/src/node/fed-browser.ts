import { setImmediate as nextTurn } from "node:timers/promises";
import type { CdpChannel, CdpEvent } from "@pagereel/core/adapter";

const PAGE = { sessionId: "page", targetId: "FED-PAGE" };
const HEADER = { version: 1, documentId: "fed", top: true, idBase: 0 };

/** Characters that a recorder sends in one call, and how a call begins that is not a batch's last. */
const CALL_LENGTH = 32_768;
const [LAST_CALL, MORE_CALLS] = ["=", "+"];

/**
 * The recorder's end of a browser that is none: it has one page, which sends what it is told to. It
 * answers as a browser does, as far as anything depends on the answer.
 */
export class FedBrowser implements CdpChannel {
  readonly holdsPages = false;
  readonly #closed = Promise.withResolvers<void>();
  readonly closed = this.#closed.promise;
  #listener: (event: CdpEvent) => void = () => undefined;
  #binding: string | undefined;
  #sequence = 0;
  /** Keeps the process from ending, as the socket of a browser does. */
  #socket: NodeJS.Timeout | undefined;
  /** Set while the recording wants less. */
  #sparing: PromiseWithResolvers<void> | undefined;

  onEvent(listener: (event: CdpEvent) => void): void {
    this.#listener = listener;
  }

  async send(method: string, params: object = {}): Promise<unknown> {
    if (method === "Target.getTargets") return { targetInfos: [] };
    if (method === "Runtime.addBinding") this.#binding ??= (params as { name: string }).name;
    if (method === "Runtime.evaluate") this.#control((params as { expression: string }).expression);
    return {};
  }

  async close(): Promise<void> {
    clearInterval(this.#socket);
    this.#closed.resolve();
  }

  openPage(): void {
    this.#socket = setInterval(() => undefined, 60_000);
    const { sessionId, targetId } = PAGE;
    const targetInfo = { targetId, type: "page", url: "http://127.0.0.1/", title: "Fed" };
    const params = { sessionId, targetInfo, waitingForDebugger: false };
    this.#listener({ method: "Target.attachedToTarget", params });
  }

  /** @param lines - of a batch, without its header */
  sendBatch(lines: string): void {
    const text = `${JSON.stringify({ ...HEADER, sequence: this.#sequence++ })}\n${lines}`;
    for (let at = 0; at < text.length; at += CALL_LENGTH) {
      const isLast = at + CALL_LENGTH >= text.length;
      this.#call((isLast ? LAST_CALL : MORE_CALLS) + text.slice(at, at + CALL_LENGTH));
    }
  }

  /** Lets the process do what else it has to do; waits while the recording wants less. */
  async turn(): Promise<void> {
    await nextTurn();
    await this.#sparing?.promise;
  }

  #call(payload: string): void {
    const params = { name: this.#binding, executionContextId: 1, payload };
    this.#listener({ method: "Runtime.bindingCalled", params, sessionId: PAGE.sessionId });
  }

  /** A snapshot is not asked for: there are enough of them, and nothing is to be lost. */
  #control(expression: string): void {
    if (expression.endsWith("spare(true)")) this.#sparing ??= Promise.withResolvers<void>();
    if (!expression.endsWith("spare(false)")) return;
    this.#sparing?.resolve();
    this.#sparing = undefined;
  }
}
