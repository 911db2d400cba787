import { describe } from "vitest";
import type { Driver, PageLike } from "../driver/driver.js";
import { useSuiteContext } from "../driver/suite-context.js";
import { describeClosing } from "./closing.js";
import { describeInputTail } from "./input-tail.js";
import { describeLeaving } from "./leaving.js";

/** How often each end is tried. In Vitest's mode "long" a race that is lost once in twenty is found. */
const DEFAULT_REPEAT = process.env.MODE === "long" ? 50 : 10;

/**
 * The last moment before an end: what the automation saw of the page is in the recording, each time.
 *
 * @param name - of the adapter, for titles
 * @param options.repeat - 10, and 50 by `pnpm survive`, unless told
 */
export function describeTail<P extends PageLike>(
  name: string,
  makeDriver: () => Driver<P>,
  { repeat = DEFAULT_REPEAT } = {},
) {
  describe(`${name}: the last moment, ${repeat} times in a row`, () => {
    const context = useSuiteContext(makeDriver());
    describeClosing(context, repeat);
    describeLeaving(context, repeat);
    describeInputTail(context, repeat);
  });
}
