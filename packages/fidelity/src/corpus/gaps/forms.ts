import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

const FORM = `<form id="form"><input id="text" value="first"><textarea id="area">first</textarea>
<input id="box" type="checkbox" checked><input type="radio" name="r" id="one" checked><input type="radio" name="r" id="two">
<select id="one-of"><option>a<option selected>b<option>c</select></form>`;

/** What is in form fields beside their attributes. */
export const FORM_GAPS: CorpusPage[] = [
  smallPage(
    "gaps/multi-select",
    "a select that takes several options",
    `<select id="many" multiple size="4"><option>a<option selected>b<option>c<option>d</select>`,
    {
      steps: [
        { name: "by the user", run: (page) => page.select("#many", "a", "c") },
        script(() => {
          const select = document.querySelector("#many") as HTMLSelectElement;
          for (const option of select.options) option.selected = option.value !== "a";
        }, "by a script"),
      ],
    },
  ),
  smallPage(
    "gaps/select",
    "a select that takes one option",
    `<select id="one-of"><option value="">none<option>b<optgroup label="More"><option>c</optgroup></select>`,
    {
      steps: [
        { name: "by the user", run: (page) => page.select("#one-of", "c") },
        script(() => {
          (document.querySelector("#one-of") as HTMLSelectElement).selectedIndex = 1;
        }, "by a script"),
      ],
    },
  ),
  smallPage("gaps/indeterminate", "checkbox.indeterminate", `<input id="box" type="checkbox">`, {
    steps: [
      script(() => {
        (document.querySelector("#box") as HTMLInputElement).indeterminate = true;
      }),
    ],
  }),
  smallPage("gaps/form-reset", "form.reset()", FORM, {
    steps: [
      { name: "typed", run: (page) => page.type("#text", " and more") },
      { name: "unticked", run: (page) => page.click("#box") },
      { name: "chose", run: (page) => page.click("#two") },
      { name: "selected", run: (page) => page.select("#one-of", "c") },
      script(() => (document.querySelector("#form") as HTMLFormElement).reset(), "reset"),
    ],
  }),
  smallPage("gaps/set-range-text", "setRangeText()", FORM, {
    steps: [
      script(() => {
        (document.querySelector("#text") as HTMLInputElement).setRangeText("XX", 1, 3);
        (document.querySelector("#area") as HTMLTextAreaElement).setRangeText("YY", 1, 3);
      }),
    ],
  }),
  smallPage("gaps/values-by-script", "value and checked set by a script", FORM, {
    steps: [
      script(() => {
        (document.querySelector("#text") as HTMLInputElement).value = "set";
        (document.querySelector("#area") as HTMLTextAreaElement).value = "set\nthere";
        (document.querySelector("#box") as HTMLInputElement).checked = false;
        (document.querySelector("#two") as HTMLInputElement).checked = true;
      }),
    ],
  }),
  smallPage(
    "gaps/values-before-load",
    "values set while the page loads",
    `${FORM}<script>
      document.querySelector("#text").value = "set";
      document.querySelector("#area").value = "set";
      document.querySelector("#box").checked = false;
      document.querySelector("#one-of").value = "c";
    </script>`,
  ),
  smallPage(
    "gaps/value-after-focus",
    "a field that is focused, typed into, undone",
    `<input id="text">`,
    {
      steps: [
        { name: "typed", run: (page) => page.type("#text", "abcdef") },
        script(() => document.execCommand("undo"), "undone"),
      ],
    },
  ),
  smallPage(
    "gaps/input-types",
    "fields of every type",
    ["text", "search", "tel", "url", "email", "password", "number", "date", "time", "month", "week"]
      .concat(["datetime-local", "range", "color", "submit", "reset", "button", "file", "image"])
      .map((type) => `<p><input type="${type}" aria-label="${type}"></p>`)
      .join(""),
    {
      steps: [
        { name: "password", run: (page) => page.type("[type=password]", "secret") },
        { name: "number", run: (page) => page.type("[type=number]", "42") },
        script(() => {
          const values = {
            range: "80",
            color: "#ff0000",
            date: "2024-02-29",
            time: "12:34",
            month: "2024-02",
            week: "2024-W05",
            "datetime-local": "2024-02-29T12:34",
          };
          for (const [type, value] of Object.entries(values)) {
            (document.querySelector(`[type=${type}]`) as HTMLInputElement).value = value;
          }
        }, "set"),
      ],
    },
  ),
  smallPage(
    "gaps/type-changed",
    "a password that is shown",
    `<input id="secret" type="password">`,
    {
      steps: [
        { name: "typed", run: (page) => page.type("#secret", "hunter2") },
        script(() => document.querySelector("#secret")?.setAttribute("disabled", ""), "disabled"),
      ],
    },
  ),
  smallPage(
    "gaps/progress-and-meter",
    "progress, meter and output",
    `<progress id="bar" max="10"></progress><meter id="meter" max="10" value="2"></meter><output id="out">1</output>`,
    {
      steps: [
        script(() => {
          (document.querySelector("#bar") as HTMLProgressElement).value = 7;
          (document.querySelector("#meter") as HTMLMeterElement).value = 9;
          (document.querySelector("#out") as HTMLOutputElement).value = "2";
        }),
      ],
    },
  ),
  smallPage(
    "gaps/custom-validity",
    "setCustomValidity()",
    `<style>:invalid { background: pink }</style><input id="text" value="x">`,
    {
      steps: [
        script(() => (document.querySelector("#text") as HTMLInputElement).setCustomValidity("No")),
      ],
    },
  ),
  smallPage(
    "gaps/fake-clock",
    "fields set under a fake clock",
    `<input id="text"><script>Date.now = () => 5; performance.now = () => 5;</script>`,
    {
      steps: [
        script(() => {
          (document.querySelector("#text") as HTMLInputElement).value = "set";
        }),
        script(() => document.body.append("more"), "appended"),
      ],
    },
  ),
  smallPage(
    "gaps/to-json",
    "Array.prototype.toJSON, as old libraries add it",
    `<script>Array.prototype.toJSON = function () { return "tampered"; };</script><p>Text</p>`,
    { steps: [script(() => document.body.append("more"), "appended")] },
  ),
];
