import { beforeAll, describe, expect, test } from "vitest";
import { textsOfDocuments } from "../../replay/texts-of-documents.js";
import type { PageLike } from "../driver.js";
import type { RecordedSession } from "../recorded-session.js";
import { waitUntilMarked } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

const WITH_OPENER = ["same-origin", "cross-origin", "cross-site", "link", "written", "hop"];
const WITHOUT_OPENER = ["noopener", "noopener-link"];

/** Popups of every kind. Each is opened by a click on the element of its name. */
export function describePopups<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a popup", () => {
    let session: RecordedSession<P>;

    beforeAll(async () => {
      session = await context.launch();
      const opener = await session.browser.newPage();
      await opener.goto(`${context.site.origin}/popup-opener.html`);
      await session.keep(opener, "opener");
      for (const kind of [...WITH_OPENER, ...WITHOUT_OPENER]) {
        const popup = await session.browser.waitForPage(opener, () => opener.click(`#${kind}`));
        await waitUntilMarked(popup);
        await session.keep(popup, kind);
        await popup.evaluate("document.body.append('changed by the automation')");
        await session.keep(popup, `${kind}, changed`);
        await popup.close();
      }
      await session.end();
    });

    test.each([...WITH_OPENER, ...WITHOUT_OPENER])("%s is replayed", async (kind) => {
      await session.expectReplayed(kind, context.replayBrowser);
      await session.expectReplayed(`${kind}, changed`, context.replayBrowser);
    });

    test.each(WITH_OPENER)("%s is a target of its own that names its opener", (kind) => {
      const targetId = session.targetIdOf(kind);
      const target = session.manifest.targets.find((each) => each.targetId === targetId);
      expect(target?.openerId).toBe(session.targetIdOf("opener"));
    });

    test("is recorded from its first document on", async () => {
      const texts = await textsOfDocuments(session.eventsOf("hop"), "h1", context.replayBrowser);
      expect(texts).toContain("Seen on the way");
    });

    test("leaves its opener's recording whole", async () => {
      await session.expectReplayed("opener", context.replayBrowser);
      session.expectNothingMissing();
    });
  });
}
