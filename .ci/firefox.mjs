import { installOnDebian, pathOf } from "./apt.mjs";
import { say } from "./process.mjs";

/** Sees that there is Debian's Firefox, in which the viewer is tested; without it these tests are skipped. */
export async function provideFirefox() {
  if (pathOf("firefox-esr") || (await installOnDebian(["firefox-esr"]))) return;
  say("No firefox-esr is installed: tests of the viewer in Firefox will be skipped.");
}
