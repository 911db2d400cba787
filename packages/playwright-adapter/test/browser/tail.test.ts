import { describeTail } from "@pagereel/testing";
import { playwrightDriver } from "./driver.js";

describeTail("Playwright", () => playwrightDriver);
