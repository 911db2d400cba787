import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

const BOX = '<p id="box" class="box">Box</p>';
const SHEET = "<style>.box { color: red; padding: 10px } .other { color: green }</style>";

/** The box's first rule. */
const styled = (rule: string) => `<style>${rule}</style>${BOX}`;

/** Styles that scripts change without touching the document. */
export const STYLE_GAPS: CorpusPage[] = [
  smallPage("gaps/adopted-sheet-pushed", "adoptedStyleSheets.push()", BOX, {
    steps: [
      script(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".box { color: red; padding: 20px }");
        document.adoptedStyleSheets.push(sheet);
      }),
    ],
  }),
  smallPage("gaps/adopted-sheets-cleared", "adoptedStyleSheets = []", BOX, {
    steps: [
      script(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".box { color: red; padding: 20px }");
        document.adoptedStyleSheets = [sheet];
      }, "adopted"),
      script(() => {
        document.adoptedStyleSheets = [];
      }, "cleared"),
    ],
  }),
  smallPage("gaps/adopted-sheet-replaced", "replaceSync() of an adopted sheet", BOX, {
    steps: [
      script(() => {
        const sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [sheet];
        sheet.replaceSync(".box { color: red; padding: 20px }");
      }, "replaced"),
      script(() => document.adoptedStyleSheets[0]?.insertRule(".box { margin: 30px }"), "inserted"),
    ],
  }),
  smallPage(
    "gaps/adopted-sheet-shared",
    "a sheet that the document and a shadow root adopt",
    `${BOX}<div id="host"></div>`,
    {
      steps: [
        script(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".box { color: red }");
          const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
          if (!root) return;
          root.innerHTML = '<p class="box">Inner</p>';
          root.adoptedStyleSheets = [sheet];
          document.adoptedStyleSheets = [sheet];
        }, "adopted"),
        script(
          () => document.adoptedStyleSheets[0]?.insertRule(".box { margin: 30px }"),
          "inserted",
        ),
      ],
    },
  ),
  smallPage("gaps/sheet-disabled", "sheet.disabled = true", SHEET + BOX, {
    steps: [
      script(() => {
        if (document.styleSheets[0]) document.styleSheets[0].disabled = true;
      }),
    ],
  }),
  smallPage("gaps/rule-style-property", "rule.style.x = y", SHEET + BOX, {
    steps: [
      script(() => {
        const rule = document.styleSheets[0]?.cssRules[0] as CSSStyleRule;
        rule.style.color = "blue";
        rule.style.paddingTop = "40px";
      }),
    ],
  }),
  smallPage("gaps/rule-style-css-text", "rule.style.cssText = y", SHEET + BOX, {
    steps: [
      script(() => {
        const rule = document.styleSheets[0]?.cssRules[0] as CSSStyleRule;
        rule.style.cssText = "color: blue; margin: 40px";
      }),
    ],
  }),
  smallPage("gaps/selector-text", "rule.selectorText = y", SHEET + BOX, {
    steps: [
      script(() => {
        const rule = document.styleSheets[0]?.cssRules[1] as CSSStyleRule;
        rule.selectorText = "#box";
      }),
    ],
  }),
  smallPage(
    "gaps/media-text",
    "media.mediaText = y",
    `<style media="print">.box { color: red; padding: 30px }</style>${BOX}`,
    {
      steps: [
        script(() => {
          const media = document.styleSheets[0]?.media;
          if (media) media.mediaText = "screen";
        }),
      ],
    },
  ),
  smallPage(
    "gaps/media-rule-text",
    "mediaText of a rule",
    `<style>@media print { .box { color: red; padding: 30px } }</style>${BOX}`,
    {
      steps: [
        script(() => {
          const rule = document.styleSheets[0]?.cssRules[0] as CSSMediaRule;
          rule.media.mediaText = "screen";
        }),
      ],
    },
  ),
  smallPage(
    "gaps/link-disabled",
    "link.disabled = true, and back",
    `<link rel="stylesheet" href="/assets/box.css">${BOX}`,
    {
      steps: [
        script(() => {
          (document.querySelector("link") as HTMLLinkElement).disabled = true;
        }, "disabled"),
        script(() => {
          (document.querySelector("link") as HTMLLinkElement).disabled = false;
        }, "enabled"),
      ],
    },
  ),
  smallPage(
    "gaps/register-property",
    "CSS.registerProperty()",
    styled(".box { padding-left: var(--indent, 1px); color: var(--ink) }"),
    {
      steps: [
        script(() => {
          CSS.registerProperty({
            name: "--ink",
            syntax: "<color>",
            inherits: false,
            initialValue: "rgb(0, 128, 0)",
          });
          CSS.registerProperty({
            name: "--indent",
            syntax: "<length>",
            inherits: false,
            initialValue: "60px",
          });
        }),
      ],
    },
  ),
  smallPage("gaps/web-animation-fill", "element.animate() with fill: forwards", BOX, {
    steps: [
      script(() =>
        document.querySelector("#box")?.animate(
          [
            { transform: "none", color: "black" },
            { transform: "translateX(200px)", color: "red" },
          ],
          { duration: 50, fill: "forwards" },
        ),
      ),
    ],
  }),
  smallPage("gaps/web-animation-canceled", "a filling animation that is canceled", BOX, {
    steps: [
      script(() => {
        const animation = document
          .querySelector("#box")
          ?.animate([{ opacity: 1 }, { opacity: 0.2 }], { duration: 50, fill: "forwards" });
        (window as unknown as { kept: unknown }).kept = animation;
      }, "animated"),
      script(() => (window as unknown as { kept: Animation }).kept.cancel(), "canceled"),
    ],
  }),
  smallPage(
    "gaps/variable-shorthand",
    "a shorthand with var() before a longhand",
    styled(
      ":root { --space: 25px } .box { padding: var(--space); padding-left: 3px; " +
        "background: var(--paper, yellow); background-size: 10px }",
    ),
  ),
  smallPage("gaps/insert-rule", "insertRule() and deleteRule()", SHEET + BOX, {
    steps: [
      script(() => document.styleSheets[0]?.insertRule("#box { margin: 33px }", 1), "inserted"),
      script(() => document.styleSheets[0]?.deleteRule(0), "deleted"),
    ],
  }),
  smallPage(
    "gaps/insert-rule-nested",
    "insertRule() into @media",
    `<style>@media screen { }</style>${BOX}`,
    {
      steps: [
        script(() => {
          const rule = document.styleSheets[0]?.cssRules[0] as CSSMediaRule;
          rule.insertRule("#box { margin: 33px }");
        }),
      ],
    },
  ),
  smallPage("gaps/set-property", "style.setProperty() of elements and rules", SHEET + BOX, {
    steps: [
      script(() => {
        const rule = document.styleSheets[0]?.cssRules[0] as CSSStyleRule;
        rule.style.setProperty("color", "blue", "important");
        document.documentElement.style.setProperty("font-size", "20px");
      }),
      script(() => {
        const rule = document.styleSheets[0]?.cssRules[0] as CSSStyleRule;
        rule.style.removeProperty("padding");
      }, "removed"),
    ],
  }),
  smallPage("gaps/style-text", "the text of a style element", SHEET + BOX, {
    steps: [
      script(() => {
        (document.querySelector("style") as HTMLElement).textContent = ".box { color: blue }";
      }),
      script(() => {
        document.querySelector("style")?.append(" .box { margin: 50px }");
      }, "appended"),
    ],
  }),
  smallPage(
    "gaps/nesting",
    "nested rules",
    styled(
      ".box { color: red; & b { color: blue } &:hover { color: green } @media screen { padding: 9px } }",
    ).replace("Box", "<b>Box</b>"),
  ),
  smallPage(
    "gaps/layer",
    "@layer",
    styled(
      "@layer low, high; @layer high { .box { color: red } } @layer low { p.box { color: blue } }",
    ),
  ),
  smallPage(
    "gaps/container",
    "@container",
    `<style>#wide { container-type: inline-size; width: 400px } @container (min-width: 300px) { .box { color: red } }</style><div id="wide">${BOX}</div>`,
  ),
  smallPage("gaps/scope", "@scope", styled("@scope (body) to (#end) { .box { color: red } }")),
  smallPage(
    "gaps/property-rule",
    "@property, @supports and @starting-style",
    styled(
      '@property --ink { syntax: "<color>"; inherits: false; initial-value: green } .box { color: var(--ink) } ' +
        "@supports (display: grid) { .box { display: grid } } @starting-style { .box { opacity: 0 } }",
    ),
  ),
  smallPage(
    "gaps/hover",
    ":hover while the mouse is over it",
    styled(".box { width: 200px } .box:hover { color: red; background: yellow }"),
    { steps: [{ name: "hovered", run: (page) => page.hover("#box") }] },
  ),
  smallPage(
    "gaps/focus",
    ":focus and :focus-within",
    `<style>input:focus { background: yellow } form:focus-within { padding: 10px }</style><form><input id="field"></form>`,
    { steps: [{ name: "focused", run: (page) => page.click("#field") }] },
  ),
  smallPage(
    "gaps/animation-on-load",
    "a CSS animation that fills forwards",
    styled(
      "@keyframes in { from { opacity: 0 } to { opacity: 1 } } .box { opacity: 0; animation: in 80ms forwards }",
    ),
  ),
  smallPage(
    "gaps/transition",
    "a transition",
    styled(".box { transition: padding 100ms } .box.on { padding: 40px }"),
    { steps: [script(() => document.querySelector("#box")?.classList.add("on"))] },
  ),
  smallPage("gaps/view-transition", "document.startViewTransition()", BOX, {
    steps: [
      script(() =>
        document
          .startViewTransition(() => {
            document.querySelector("#box")?.replaceChildren("After");
          })
          .finished.then(() => undefined),
      ),
    ],
  }),
];
