import { describeTail } from "@pagereel/testing";
import { puppeteerDriver } from "./driver.js";

describeTail("Puppeteer", () => puppeteerDriver);
