import type { FrameLocator } from "playwright-core";
import { type MomentName, TYPED } from "./tour.ts";

/** What the rebuilt document shows at a moment of the tour, or at its end. */
export interface RebuiltCheck {
  moment?: MomentName;
  sentence: string;
  holds(document: FrameLocator): Promise<boolean>;
}

export const IN_TAB: RebuiltCheck[] = [
  {
    moment: "form",
    sentence: "the address is as many asterisks as it had letters",
    holds: (document) => isMasked(document, "#exampleInputEmail1", TYPED.email),
  },
  {
    moment: "form",
    sentence: "the password is asterisks",
    holds: (document) => isMasked(document, "#exampleInputPassword1", TYPED.password),
  },
  {
    moment: "form",
    sentence: "the box is ticked",
    holds: (document) => document.locator("#exampleCheck1").isChecked(),
  },
  {
    moment: "choices",
    sentence: "the switch is on",
    holds: (document) => document.locator("#customSwitch1").isChecked(),
  },
  {
    moment: "modal",
    sentence: "the modal is open",
    holds: (document) => document.getByText("One fine body").first().isVisible(),
  },
  {
    moment: "table",
    sentence: "the table shows what was searched for, and nothing else",
    holds: async (document) => {
      const rows = await document.locator("#example1 tbody tr").allTextContents();
      return rows.length > 0 && rows.every((row) => row.includes("Opera"));
    },
  },
  {
    moment: "frame",
    sentence: "the frame of the other site shows the unfolded operation",
    holds: (document) =>
      document
        .frameLocator("#api-docs")
        .getByText("Says where a parcel was seen last.")
        .isVisible(),
  },
  {
    moment: "frame",
    sentence: "the number typed in the frame is asterisks",
    holds: (document) =>
      isMasked(document.frameLocator("#api-docs"), "[placeholder=number]", TYPED.parcel),
  },
  {
    sentence: "the message of the last moment is there",
    holds: async (document) => (await document.locator(".toast-success").count()) === 1,
  },
];

export const IN_POPUP: RebuiltCheck[] = [
  {
    moment: "popup",
    sentence: "the popup shows the invoice",
    holds: (document) => document.getByText("Invoice #007612").isVisible(),
  },
];

async function isMasked(document: FrameLocator, selector: string, typed: string): Promise<boolean> {
  const value = await document.locator(selector).inputValue();
  return value === "*".repeat(typed.length);
}
