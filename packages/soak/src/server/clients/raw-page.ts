import type { RawClient } from "./raw-client.ts";

/** A page of a raw client. */
export class RawPage {
  readonly sessionId: string;
  private readonly client: RawClient;

  private constructor(client: RawClient, sessionId: string) {
    this.client = client;
    this.sessionId = sessionId;
  }

  static async open(client: RawClient): Promise<RawPage> {
    const url = "about:blank";
    const { targetId } = await client.call<{ targetId: string }>("Target.createTarget", { url });
    const { sessionId } = await client.call<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    await client.call("Page.enable", {}, sessionId);
    return new RawPage(client, sessionId);
  }

  /** Resolves when it has loaded. */
  async goto(url: string): Promise<void> {
    const loaded = this.client.next("Page.loadEventFired", this.sessionId);
    await Promise.all([this.client.call("Page.navigate", { url }, this.sessionId), loaded]);
  }

  evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true };
    return this.client.call("Runtime.evaluate", params, this.sessionId);
  }
}
