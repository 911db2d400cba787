import type { BenchPage } from "../../driver/driver.ts";

/**
 * A part of the script.
 *
 * @param page - of the demo's dashboard, whichever
 * @param origin - of the dashboard
 */
export type Scene = (page: BenchPage, origin: string) => Promise<void>;

export const lookAround: Scene = async (page, origin) => {
  await page.goto(`${origin}/index.html`);
  await page.fill("[name=message]", "Who takes the late shift?");
  for (const pixels of [600, 600, 600, -900, -900]) await page.scroll(pixels);
  await page.click("[data-card-widget=collapse]");
  await page.click("[data-card-widget=collapse]");
  await page.click("[data-widget=pushmenu]");
  await page.click("[data-widget=pushmenu]");
};

export const fillForm: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/forms/general.html`);
  await page.type("#exampleInputEmail1", "night.porter@parcels.example");
  await page.type("#exampleInputPassword1", "correct horse battery");
  await page.click("label[for=exampleCheck1]");
  await page.type("#inputEmail3", "day.porter@parcels.example");
  await page.fill("#inputPassword3", "staple");
  for (const width of [3, 4, 5]) await page.type(`[placeholder=".col-${width}"]`, `Field ${width}`);
  await page.fill("[placeholder=Username]", "porter");
  await page.type("textarea:enabled", "The green door behind the bakery");
  for (const option of ["option 2", "option 3", "option 4"]) {
    await page.select("select.custom-select:enabled:not([multiple])", option);
  }
  for (const field of ["customCheckbox1", "customRadio1", "customSwitch1", "customSwitch3"]) {
    await page.click(`label[for=${field}]`);
  }
  await page.scroll(900);
};

export const openModals: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/UI/modals.html`);
  for (const name of ["default", "primary", "info", "danger", "success", "lg", "xl"]) {
    await page.click(`[data-target="#modal-${name}"]`);
    await page.waitForVisible(`#modal-${name}.show`);
    await page.click(`#modal-${name} .modal-footer [data-dismiss]`);
    // It covers the page for a moment longer than the modal is there.
    await page.waitForHidden(".modal-backdrop");
  }
  for (const kind of ["Success", "Info", "Error"]) {
    await page.click(`.toastrDefault${kind}`);
    await page.waitForVisible(".toast");
  }
};

export const searchTable: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/tables/data.html`);
  for (const column of [1, 2, 3, 4, 1]) await page.click(`#example1 th:nth-of-type(${column})`);
  for (const search of ["Opera", "Gecko", "Webkit", "Trident"]) {
    await page.fill("#example1_filter input", "");
    await page.type("#example1_filter input", search);
  }
  await page.fill("#example1_filter input", "");
  for (const size of ["25", "50", "10"]) await page.select("#example1_length select", size);
};

export const followLinks: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/mailbox/mailbox.html`);
  await page.follow("a[href='compose.html']");
  await page.fill("[placeholder='To:']", "porter@parcels.example");
  await page.type("[placeholder='Subject:']", "A parcel without a label");
  await page.goBack();
  await page.follow("a[href='read-mail.html']");
  await page.scroll(500);
  await page.goBack();
};

export const addProject: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/examples/project-add.html`);
  await page.type("#inputName", "Night deliveries");
  await page.type("#inputDescription", "From ten to six, by bicycle");
  await page.select("select.custom-select", "Canceled");
  await page.fill("#inputClientCompany", "The bakery");
  await page.fill("#inputProjectLeader", "The porter");
  await page.fill("#inputEstimatedBudget", "1200");
  await page.fill("#inputSpentBudget", "300");
  await page.fill("#inputEstimatedDuration", "8");
};

export const printInvoice: Scene = async (page, origin) => {
  await page.goto(`${origin}/pages/examples/invoice.html`);
  const popup = await page.openPopup("a[target=_blank][href='invoice-print.html']");
  await popup.waitForVisible(".invoice");
  await popup.close();
};

export const useFrame: Scene = async (page, origin) => {
  await page.goto(`${origin}/frame.html`);
  const frame = await page.frame("#api-docs");
  await frame.click("#operations-parcels-findParcel button");
  await frame.click(".try-out__btn");
  await frame.fill("input[placeholder=number]", "PX-48151623");
  await page.type("#note", "The label was torn");
};
