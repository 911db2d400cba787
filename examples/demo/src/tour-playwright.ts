import { launch } from "@pagereel/playwright-adapter";
import { OFFLINE, SANDBOX } from "./browser-arguments.ts";
import { type Tour, TYPED, VIEWPORT } from "./tour.ts";

/** The same steps as tour-puppeteer.ts. */
export const tourWithPlaywright: Tour = async (site, journal) => {
  const browser = await launch({ recording: true, args: [...OFFLINE, ...SANDBOX] });
  const sessionId = browser.sessionId();
  const page = await browser.newPage({ viewport: VIEWPORT });

  journal.step("opens the dashboard");
  await page.goto(`${site.dashboard}/index.html`);
  journal.step("writes into the chat");
  await page.fill("[name=message]", TYPED.chat);
  journal.step("scrolls to the end of the page");
  await page.mouse.wheel(0, 2000);
  journal.step("scrolls back");
  await page.mouse.wheel(0, -2000);
  journal.step("opens Forms in the menu");
  await page.getByRole("link", { name: "Forms" }).click();
  journal.step("follows the link to General Elements");
  await page.click("a[href='pages/forms/general.html']");

  journal.step("types an address");
  await page.locator("#exampleInputEmail1").pressSequentially(TYPED.email);
  journal.step("types a password");
  await page.locator("#exampleInputPassword1").pressSequentially(TYPED.password);
  journal.step("ticks a box");
  await page.check("#exampleCheck1");
  await journal.photograph("form", page);
  journal.step("types into a text area");
  await page.locator("textarea:enabled").pressSequentially(TYPED.address);
  journal.step("chooses from a list");
  await page.selectOption("select.custom-select:enabled:not([multiple])", "option 3");
  journal.step("turns a switch on");
  await page.click("label[for=customSwitch1]");
  await journal.photograph("choices", page);

  journal.step("opens a modal");
  await page.goto(`${site.dashboard}/pages/UI/modals.html`);
  await page.click("[data-target='#modal-default']");
  await page.locator("#modal-default.show").waitFor();
  await journal.photograph("modal", page);
  journal.step("closes the modal");
  await page.click("#modal-default .modal-footer [data-dismiss]");
  await page.locator("#modal-default").waitFor({ state: "hidden" });
  journal.step("goes back");
  await page.goBack();
  journal.step("goes forward");
  await page.goForward();

  journal.step("sorts a table");
  await page.goto(`${site.dashboard}/pages/tables/data.html`);
  await page.locator("#example1 th", { hasText: "Browser" }).first().click();
  journal.step("searches in it");
  await page.locator("#example1_filter input").pressSequentially("Opera");
  await journal.photograph("table", page);

  journal.step("opens an invoice, and its print view in a popup");
  await page.goto(`${site.dashboard}/pages/examples/invoice.html`);
  const opened = page.waitForEvent("popup");
  await page.click("a[target=_blank][href='invoice-print.html']");
  const popup = await opened;
  await popup.locator(".invoice").waitFor();
  journal.step("reads the print view");
  await journal.photograph("popup", popup);
  journal.step("closes the popup");
  await popup.close();

  journal.step("opens a page with the API documentation in a frame of another site");
  await page.goto(`${site.dashboard}/frame.html`);
  const frame = page.frameLocator("#api-docs");
  journal.step("unfolds an operation in the frame");
  await frame.locator("#operations-parcels-findParcel button").first().click();
  journal.step("presses Try it out");
  await frame.locator(".try-out__btn").click();
  journal.step("types a parcel's number in the frame");
  await frame.locator("input[placeholder=number]").fill(TYPED.parcel);
  journal.step("types a note beside the frame");
  await page.locator("#note").pressSequentially(TYPED.note);
  await journal.photograph("frame", page);

  journal.step("shows a message and closes the browser at once");
  await page.goto(`${site.dashboard}/pages/UI/modals.html`);
  await page.click(".toastrDefaultSuccess");
  await browser.close();
  return { sessionId, moments: journal.moments };
};
