import { describeRecordedClient, describeTail } from "@pagereel/testing";
import { playwrightThroughServer, puppeteerThroughServer } from "../support/drivers.js";

/** Each one needs a server of its own: the adapters, which share the recorder, try it more often. */
const REPEAT = 3;

describeRecordedClient("Puppeteer, through the server", () => puppeteerThroughServer);
describeRecordedClient("Playwright, through the server", () => playwrightThroughServer);
describeTail("Puppeteer, through the server", () => puppeteerThroughServer, { repeat: REPEAT });
describeTail("Playwright, through the server", () => playwrightThroughServer, { repeat: REPEAT });
