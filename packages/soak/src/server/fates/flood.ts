import type { RawClient } from "../clients/raw-client.ts";
import type { RawPage } from "../clients/raw-page.ts";

/** For some seconds: changes to record, and lines of the console for the client. */
const FLOOD = `{
  const endsAt = performance.now() + 4000;
  const text = "flood ".repeat(500);
  document.body ??= document.createElement("body");
  (function pour() {
    for (let i = 0; i < 50; i++) {
      console.log(text, i);
      const element = document.createElement("p");
      element.textContent = text + i;
      document.body.append(element);
      if (document.body.childElementCount > 300) document.body.firstElementChild.remove();
    }
    if (performance.now() < endsAt) setTimeout(pour, 5);
  })();
}`;

/** Has a page begin to say more than anybody can read. */
export async function flood(client: RawClient, page: RawPage): Promise<void> {
  await client.call("Runtime.enable", {}, page.sessionId);
  await page.evaluate(FLOOD);
}
