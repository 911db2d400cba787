import client from "@cloudflare/puppeteer";
import { recordWith } from "./record.js";

export default recordWith(client);
