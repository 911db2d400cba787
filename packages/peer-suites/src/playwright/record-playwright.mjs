import { fileStore, withRecording } from "@pagereel/playwright-adapter";
import { requireFrom } from "../checkout.mjs";
import { recordingOption } from "../recording.mjs";

/** Makes the launches of the Playwright in a checkout the adapter's; its tests call them as ever. */
export function recordPlaywright(settings) {
  const playwright = requireFrom(settings.checkout)("playwright-core");
  const recording = recordingOption(settings, fileStore);
  const prototype = Object.getPrototypeOf(playwright.chromium);
  const { launch, launchPersistentContext } = prototype;
  // The runner's defaults; an adapter's argument must be added to theirs, not take their place.
  const defaults = () => playwright._defaultLaunchOptions;

  prototype.launch = function (options) {
    if (this.name() !== "chromium") return launch.call(this, options);
    return withRecording(plain(this)).launch({ ...defaults(), ...options, recording });
  };
  prototype.launchPersistentContext = function (userDataDir, options) {
    if (this.name() !== "chromium") return launchPersistentContext.call(this, userDataDir, options);
    const all = { ...defaults(), ...options, recording };
    return withRecording(plain(this)).launchPersistentContext(userDataDir, all);
  };

  /** The browser type as it was. Bound: Playwright names a call in its errors by the stack. */
  function plain(type) {
    return {
      name: () => type.name(),
      executablePath: () => type.executablePath(),
      launch: launch.bind(type),
      launchPersistentContext: launchPersistentContext.bind(type),
    };
  }
}
