import { fileStore, withRecording } from "@pagereel/puppeteer-adapter";
import { requireFrom } from "../checkout.mjs";
import { recordingOption } from "../recording.mjs";

/** Makes the launch of the Puppeteer in a checkout the adapter's; its tests call it as ever. */
export function recordPuppeteer(settings) {
  const { PuppeteerNode } = requireFrom(settings.checkout)("puppeteer-core");
  const recording = recordingOption(settings, fileStore);
  const { launch } = PuppeteerNode.prototype;

  PuppeteerNode.prototype.launch = function (options) {
    const plain = {
      launch: (given) => launch.call(this, given),
      connect: (given) => this.connect(given),
      executablePath: () => this.executablePath(),
    };
    return withRecording(plain).launch({ ...options, recording });
  };
}
