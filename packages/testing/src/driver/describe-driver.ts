import { describe } from "vitest";
import { describeCheckouts } from "./cases/checkouts.js";
import { describeConsole } from "./cases/console.js";
import { describeDocuments } from "./cases/documents.js";
import { describeEnding } from "./cases/ending.js";
import { describeFrames } from "./cases/frames.js";
import { describeHostilePages } from "./cases/hostile.js";
import { describeInvisibility } from "./cases/invisible.js";
import { describeNavigation } from "./cases/navigation.js";
import { describePages } from "./cases/pages.js";
import { describePopups } from "./cases/popups.js";
import { describePrivacy } from "./cases/privacy.js";
import { describeSecrets } from "./cases/secrets.js";
import { describeSession } from "./cases/session.js";
import type { Driver, PageLike } from "./driver.js";
import { useSuiteContext } from "./suite-context.js";

/**
 * The contract of an adapter: whatever way a page comes to exist and wherever it goes, its replay
 * shows what it showed.
 *
 * @param name - of the adapter, for titles
 */
export function describeDriver<P extends PageLike>(name: string, makeDriver: () => Driver<P>) {
  describe(`${name}: the contract of an adapter`, () => {
    const context = useSuiteContext(makeDriver());
    describePages(context);
    describeNavigation(context);
    describePopups(context);
    describeFrames(context);
    describeDocuments(context);
    describeCheckouts(context);
    describeConsole(context);
    describePrivacy(context);
    describeSecrets(context);
    describeHostilePages(context);
    describeInvisibility(context);
    describeSession(context);
    describeEnding(context);
  });
}

/**
 * The part of the contract that holds for whatever connects to a browser that is recorded elsewhere.
 *
 * @param name - of the client, for titles
 */
export function describeRecordedClient<P extends PageLike>(
  name: string,
  makeDriver: () => Driver<P>,
) {
  describe(`${name}: the contract of a recorded client`, () => {
    const context = useSuiteContext(makeDriver());
    describeNavigation(context);
    describePopups(context);
    describeFrames(context);
    describeConsole(context);
    describeInvisibility(context);
  });
}
