import { describeDriver } from "@pagereel/testing";
import { puppeteerDriver } from "./driver.js";

describeDriver("Puppeteer", () => puppeteerDriver);
