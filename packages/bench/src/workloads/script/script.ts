import type { Workload } from "../workload.ts";
import {
  addProject,
  fillForm,
  followLinks,
  lookAround,
  openModals,
  printInvoice,
  searchTable,
  useFrame,
} from "./scenes.ts";

/** The frame last: its process ends with the page that it is in. */
const FULL = [
  lookAround,
  fillForm,
  openModals,
  searchTable,
  followLinks,
  addProject,
  printInvoice,
  useFrame,
];

const QUICK = [fillForm, printInvoice];

export const script: Workload = {
  name: "script",
  about:
    "an automation script of 110 actions over the demo's applications, AdminLTE and Swagger UI: " +
    "goto, click, fill, type, choose, scroll, wait, back, a popup, a frame of another site",
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    for (const scene of settings.size === "full" ? FULL : QUICK) await scene(page, site.dashboard);
    return { page };
  },
};
