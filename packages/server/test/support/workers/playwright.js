import client from "@cloudflare/playwright";
import { recordWith } from "./record.js";

export default recordWith(client);
