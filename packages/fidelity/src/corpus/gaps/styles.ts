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
  smallPage(
    "gaps/adopted-sheet-disabled",
    "a constructed sheet that is switched off, and on",
    `${BOX}<div id="host"></div>`,
    {
      steps: [
        script(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".box { color: red; margin: 30px }");
          const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
          if (!root) return;
          root.innerHTML = '<p class="box">Inner</p>';
          root.adoptedStyleSheets = [sheet];
          document.adoptedStyleSheets = [sheet];
          sheet.disabled = true;
        }, "off"),
        script(() => {
          if (document.adoptedStyleSheets[0]) document.adoptedStyleSheets[0].disabled = false;
        }, "on"),
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
];
