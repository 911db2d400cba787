import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

const BOX = '<p id="box" class="box">Box</p>';

/** A box with a rule. */
const styled = (rule: string) => `<style>${rule}</style>${BOX}`;

/** What a sheet can say, and what moves. */
export const CSS_FEATURES: CorpusPage[] = [
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
