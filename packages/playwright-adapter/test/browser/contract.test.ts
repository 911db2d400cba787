import { describeDriver } from "@pagereel/testing";
import { playwrightDriver } from "./driver.js";

describeDriver("Playwright", () => playwrightDriver);
