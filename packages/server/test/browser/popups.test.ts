import { startFixtureSite } from "@pagereel/testing";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

/** Resolves to the popup's text when its document is there, and to nothing while it is not. */
const OPEN = `new Promise((resolve) => {
  const popup = open("/plain.html", "", "popup");
  const look = () => {
    if (popup.document.title === "") setTimeout(look, 10);
    else resolve(popup.document.title);
  };
  look();
})`;

/** @returns the title of the popup */
async function openPopup(client: RawClient, page?: string): Promise<string> {
  const params = { expression: OPEN, awaitPromise: true, returnByValue: true };
  const { result } = await client.call<{ result: { value: string } }>(
    "Runtime.evaluate",
    params,
    page,
  );
  return result.value;
}

test("a popup runs, recorded, under a client that holds no pages", async () => {
  await using site = await startFixtureSite();
  const server = await startTestServer();
  onTestFinished(() => server.close());
  using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser?recording=true`);
  const page = await client.open(`${site.origin}/other.html`);
  await expect.poll(() => client.evaluate("location.pathname", page)).toBe("/other.html");
  expect(await openPopup(client, page)).not.toBe("");
  const { events } = await server.recordingOf(client.sessionId);
  expect(JSON.stringify(events)).toContain("/plain.html");
});

test("a popup runs, recorded, while a page's client holds what is below its page", async () => {
  await using site = await startFixtureSite();
  const server = await startTestServer();
  onTestFinished(() => server.close());
  using client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser?recording=true`);
  const page = await client.open(`${site.origin}/other.html`);
  const { targetInfo } = await client.call<{ targetInfo: { targetId: string } }>(
    "Target.getTargetInfo",
    {},
    page,
  );
  using pageClient = await RawClient.connect(
    `${server.webSocketUrl}/devtools/page/${targetInfo.targetId}`,
  );
  const params = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
  await pageClient.call("Target.setAutoAttach", params);
  expect(await openPopup(pageClient)).not.toBe("");
  const { events } = await server.recordingOf(client.sessionId);
  expect(JSON.stringify(events)).toContain("/plain.html");
});
