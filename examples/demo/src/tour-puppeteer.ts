import { launch } from "@pagereel/puppeteer-adapter";
import { OFFLINE, SANDBOX } from "./browser-arguments.ts";
import { type Tour, TYPED, VIEWPORT } from "./tour.ts";

/** The same steps as tour-playwright.ts. */
export const tourWithPuppeteer: Tour = async (site, journal) => {
  const browser = await launch({
    recording: true,
    args: [...OFFLINE, ...SANDBOX],
    defaultViewport: VIEWPORT,
  });
  const sessionId = browser.sessionId();
  const page = await browser.newPage();

  journal.step("opens the dashboard");
  await page.goto(`${site.dashboard}/index.html`);
  journal.step("writes into the chat");
  await page.locator("[name=message]").fill(TYPED.chat);
  journal.step("scrolls to the end of the page");
  await page.mouse.wheel({ deltaY: 2000 });
  journal.step("scrolls back");
  await page.mouse.wheel({ deltaY: -2000 });
  journal.step("opens Forms in the menu");
  await page.locator("::-p-xpath(//nav//p[normalize-space(text())='Forms'])").click();
  journal.step("follows the link to General Elements");
  const link = page.locator("a[href='pages/forms/general.html']");
  await Promise.all([page.waitForNavigation(), link.click()]);

  journal.step("types an address");
  await page.type("#exampleInputEmail1", TYPED.email);
  journal.step("types a password");
  await page.type("#exampleInputPassword1", TYPED.password);
  journal.step("ticks a box");
  await page.click("#exampleCheck1");
  await journal.photograph("form", page);
  journal.step("types into a text area");
  await page.type("textarea:enabled", TYPED.address);
  journal.step("chooses from a list");
  await page.select("select.custom-select:enabled:not([multiple])", "option 3");
  journal.step("turns a switch on");
  await page.click("label[for=customSwitch1]");
  await journal.photograph("choices", page);

  journal.step("opens a modal");
  await page.goto(`${site.dashboard}/pages/UI/modals.html`);
  await page.click("[data-target='#modal-default']");
  await page.waitForSelector("#modal-default.show", { visible: true });
  await journal.photograph("modal", page);
  journal.step("closes the modal");
  await page.locator("#modal-default .modal-footer [data-dismiss]").click();
  await page.waitForSelector("#modal-default", { hidden: true });
  journal.step("goes back");
  await page.goBack();
  journal.step("goes forward");
  await page.goForward();

  journal.step("sorts a table");
  await page.goto(`${site.dashboard}/pages/tables/data.html`);
  await page.locator("#example1 th::-p-text(Browser)").click();
  journal.step("searches in it");
  await page.type("#example1_filter input", "Opera");
  await journal.photograph("table", page);

  journal.step("opens an invoice, and its print view in a popup");
  await page.goto(`${site.dashboard}/pages/examples/invoice.html`);
  const opened = browser.waitForTarget((target) => target.url().endsWith("/invoice-print.html"));
  await page.locator("a[target=_blank][href='invoice-print.html']").click();
  const popup = await (await opened).page();
  if (!popup) throw new Error("The print view opened in something that is no page.");
  await popup.setViewport(VIEWPORT);
  await popup.waitForSelector(".invoice");
  journal.step("reads the print view");
  await journal.photograph("popup", popup);
  journal.step("closes the popup");
  await popup.close();

  journal.step("opens a page with the API documentation in a frame of another site");
  await page.goto(`${site.dashboard}/frame.html`);
  const frame = await (await page.waitForSelector("#api-docs"))?.contentFrame();
  if (!frame) throw new Error("The frame has no document.");
  journal.step("unfolds an operation in the frame");
  await frame.locator("#operations-parcels-findParcel button").click();
  journal.step("presses Try it out");
  await frame.locator(".try-out__btn").click();
  journal.step("types a parcel's number in the frame");
  await frame.locator("input[placeholder=number]").fill(TYPED.parcel);
  journal.step("types a note beside the frame");
  await page.type("#note", TYPED.note);
  await journal.photograph("frame", page);

  journal.step("shows a message and closes the browser at once");
  await page.goto(`${site.dashboard}/pages/UI/modals.html`);
  await page.click(".toastrDefaultSuccess");
  await browser.close();
  return { sessionId, moments: journal.moments };
};
