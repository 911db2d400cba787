import type { ServerResponse } from "node:http";

/** Responses that wait until they are asked for. */
export class HeldResponses {
  readonly #waiting = new Set<ServerResponse>();

  hold(response: ServerResponse): void {
    this.#waiting.add(response);
    response.on("close", () => this.#waiting.delete(response));
  }

  /** Ends them with no content: an image then fails, which lets its page's load event come. */
  release(): void {
    for (const response of this.#waiting) response.writeHead(204).end();
  }
}
