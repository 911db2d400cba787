import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

/** Shadow roots and custom elements. */
export const COMPONENT_GAPS: CorpusPage[] = [
  smallPage(
    "gaps/closed-shadow-root",
    "a closed shadow root",
    `<div id="host"></div><script>
      window.root = document.querySelector("#host").attachShadow({ mode: "closed" });
      root.innerHTML = "<style>b { color: red }</style><b>Inside</b>";
    </script>`,
    {
      steps: [script(() => (window as unknown as { root: ShadowRoot }).root.append(" and more"))],
    },
  ),
  smallPage(
    "gaps/slot-assign",
    "slots assigned by hand",
    `<div id="host"><i id="one">one</i><i id="two">two</i></div><script>
      window.slots = document.querySelector("#host").attachShadow({ mode: "open", slotAssignment: "manual" });
      slots.innerHTML = "<b><slot></slot></b>";
    </script>`,
    {
      steps: [
        script(() => {
          const { slots } = window as unknown as { slots: ShadowRoot };
          const two = document.querySelector("#two") as Element;
          (slots.querySelector("slot") as HTMLSlotElement).assign(two);
        }, "assigned"),
      ],
    },
  ),
  smallPage(
    "gaps/slots-named",
    "named slots that change",
    `<div id="host"><i slot="a">one</i><i slot="b">two</i></div><script>
      document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML =
        "<p><slot name=b></slot></p><p><slot name=a></slot></p>";
    </script>`,
    { steps: [script(() => document.querySelector("i")?.setAttribute("slot", "b"))] },
  ),
  smallPage(
    "gaps/define-later",
    "customElements.define() after the element is there",
    `<style>x-late:not(:defined) { color: red; padding: 20px; display: block }</style><x-late>Late</x-late>`,
    {
      steps: [
        script(() => customElements.define("x-late", class extends HTMLElement {}), "defined"),
      ],
    },
  ),
  smallPage(
    "gaps/custom-state",
    ":state()",
    `<style>x-state:state(ready) { color: red; padding: 20px; display: block }</style><x-state>State</x-state>
    <script>customElements.define("x-state", class extends HTMLElement {
      internals = this.attachInternals();
      toggle() { this.internals.states.add("ready"); }
    });</script>`,
    {
      pseudoClasses: [":state(ready)"],
      steps: [
        script(() => (document.querySelector("x-state") as unknown as { toggle(): void }).toggle()),
      ],
    },
  ),
  smallPage(
    "gaps/declarative-shadow-root",
    "a declarative shadow root",
    `<div><template shadowrootmode="open"><style>p { color: red }</style><p>Inner</p><slot></slot></template><b>Slotted</b></div>`,
    {
      steps: [
        script(() => document.querySelector("div")?.shadowRoot?.querySelector("p")?.remove()),
      ],
    },
  ),
  smallPage(
    "gaps/nested-shadow-roots",
    "custom elements in shadow roots of others, made later",
    `<x-outer></x-outer><script>
      customElements.define("x-inner", class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<style>:host { color: red }</style><i>inner <slot></slot></i>"; }
      });
      customElements.define("x-outer", class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<x-inner>slotted</x-inner>"; }
      });
    </script>`,
    {
      steps: [
        script(() => document.body.append(document.createElement("x-outer")), "appended"),
        script(() => {
          const inner = document.querySelector("x-outer")?.shadowRoot?.querySelector("x-inner");
          inner?.shadowRoot?.querySelector("i")?.append(" and more");
        }),
      ],
    },
  ),
  smallPage(
    "gaps/scroll-in-shadow-root",
    "scrolling inside a shadow root",
    `<div id="host"></div><script>
      document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML =
        "<div style='height: 100px; overflow: auto'><div style='height: 900px'>Tall</div></div>";
    </script>`,
    {
      steps: [
        script(() =>
          document.querySelector("#host")?.shadowRoot?.firstElementChild?.scrollTo(0, 90),
        ),
      ],
    },
  ),
];
