import { expect, test } from "vitest";
import { errorsOf, openPage, sentText } from "../support/recorded-page.js";

/** Every secret of these pages has this in it. */
const SECRET = /zq\w+/g;

test("what a field is for masks it, whatever the options say", async () => {
  const page = await openPage(
    `<!doctype html><body>
      <input id="otp" autocomplete="one-time-code" value="zqotp">
      <input id="card" autocomplete="section-a billing cc-number" value="zqcard">
      <input id="new" autocomplete="new-password" value="zqnew">
      <input id="password" type="password" value="zqpassword">
      <input id="shown" value="open">`,
    { config: { maskAllInputs: false, unmaskSelector: "input" } },
  );
  for (const id of ["otp", "card", "new", "password", "shown"])
    await page.fill(`#${id}`, "zqtyped");
  expect((await sentText(page)).match(SECRET)).toEqual(Array(1).fill("zqtyped"));
});

test("suggestions, hidden fields and chosen options are masked by default", async () => {
  const page = await openPage(`<!doctype html><body>
    <input list="before"><datalist id="before"><option value="zqearlier">zqlabel</datalist>
    <input type="hidden" value="zqhidden"><input type="file">
    <select multiple><option value="1" selected>one</option></select>`);
  await page.evaluate(`document.querySelector("datalist").innerHTML = "<option>zqlater"`);
  await page.evaluate(`document.querySelector("select").options[0].selected = false`);
  const text = await sentText(page);
  expect(text.match(SECRET)).toBeNull();
  expect(text).not.toContain('"selected"');
});

test("editable elements are masked where that is asked for", async () => {
  const html = `<!doctype html><body><div id="e" contenteditable>zqfirst <b>zqinner</b></div>`;
  const write = `document.querySelector("#e").append("zqmore")`;
  const open = await openPage(html);
  await open.evaluate(write);
  expect((await sentText(open)).match(SECRET)).toHaveLength(3);
  const masked = await openPage(html, { config: { maskContentEditable: true } });
  await masked.evaluate(write);
  expect((await sentText(masked)).match(SECRET)).toBeNull();
});

test.each([
  ["length-preserving", "*******", "** ****"],
  ["stars", "****", "****"],
  ["remove", "", ""],
] as const)("masked by %s", async (maskFn, field, text) => {
  const page = await openPage(`<!doctype html><body><input id="i"><p class="rr-mask">zq text</p>`, {
    config: { maskFn },
  });
  await page.fill("#i", "zqvalue");
  const all = await sentText(page);
  expect(all.match(SECRET)).toBeNull();
  expect(all).toContain(`"textContent":"${text}"`);
  if (field) expect(all).toContain(`"text":"${field}"`);
});

test("text and telling attributes of masked elements are masked, in shadow trees too", async () => {
  const page = await openPage(
    `<!doctype html><body><div class="private" title="zqtitle">zqtext<span></span></div>`,
    { config: { maskTextSelector: ".private" } },
  );
  await page.evaluate(`(() => {
    const root = document.querySelector("span").attachShadow({ mode: "open" });
    root.innerHTML = "<b aria-label='zqlabel'>zqshadow</b>";
    document.querySelector(".private").title = "zqlater";
    document.querySelector(".private").append("zqappended");
  })()`);
  expect((await sentText(page)).match(SECRET)).toBeNull();
});

test("a secret in several text nodes is masked, however it comes together", async () => {
  const page = await openPage(
    `<!doctype html><body><p><b>zqse</b>cret<i>part</i></p><p id="later">zqsecr</p>`,
    { config: { secrets: ["zqsecretpart"] } },
  );
  await page.evaluate(`document.querySelector("#later").append("etpart")`);
  const text = await sentText(page);
  expect(text).not.toContain('"zqse"');
  expect(text).not.toContain('"cret"');
  expect(text).not.toContain('"etpart"');
  expect(text).toContain('"******"');
});

test("a selector that is none: nothing is recorded, and the reason is told", async () => {
  const page = await openPage("<!doctype html><body><p>zqtext</p>", {
    config: { maskTextSelector: "p[" },
  });
  expect(await sentText(page)).toBe("");
  expect((await errorsOf(page)).join()).toContain("p[");
});
