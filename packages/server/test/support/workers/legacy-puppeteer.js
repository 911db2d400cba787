import client from "cloudflare-puppeteer-1-0";
import { recordWith } from "./record.js";

export default recordWith(client);
