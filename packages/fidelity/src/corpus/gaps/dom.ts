import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

/** What a document has beside its elements and attributes. */
export const DOM_GAPS: CorpusPage[] = [
  smallPage(
    "gaps/popover",
    "a popover shown and hidden",
    `<div id="note" popover style="padding: 30px">Note</div>`,
    {
      steps: [
        script(() => (document.querySelector("#note") as HTMLElement).showPopover(), "shown"),
        script(() => (document.querySelector("#note") as HTMLElement).hidePopover(), "hidden"),
      ],
    },
  ),
  smallPage(
    "gaps/dialog",
    "a modal dialog, and one that is not",
    `<dialog id="modal">Modal</dialog><dialog id="plain">Plain</dialog>`,
    {
      steps: [
        script(() => (document.querySelector("#modal") as HTMLDialogElement).showModal(), "modal"),
        script(() => (document.querySelector("#modal") as HTMLDialogElement).close(), "closed"),
        script(() => (document.querySelector("#plain") as HTMLDialogElement).show(), "shown"),
      ],
    },
  ),
  smallPage(
    "gaps/details",
    "details that open, and close each other",
    `<details name="a"><summary>One</summary>First</details><details name="a"><summary>Two</summary>Second</details>`,
    {
      steps: [
        { name: "opened one", run: (page) => page.click("details:first-of-type summary") },
        { name: "opened the other", run: (page) => page.click("details:nth-of-type(2) summary") },
      ],
    },
  ),
  smallPage(
    "gaps/mathml",
    "MathML",
    `<math display="block"><mfrac><msqrt><mi>x</mi></msqrt><mrow><mn>2</mn><mo>+</mo><mi>y</mi></mrow></mfrac></math>`,
    {
      steps: [
        script(() => {
          const math = document.querySelector("math") as Element;
          math.insertAdjacentHTML("beforeend", "<msup><mi>z</mi><mn>3</mn></msup>");
        }),
      ],
    },
  ),
  smallPage(
    "gaps/xml-space",
    "xml:space in SVG",
    `<svg width="300" height="40"><text y="20" xml:space="preserve">a     b     c</text></svg>`,
    {
      steps: [
        script(() => {
          const xml = "http://www.w3.org/XML/1998/namespace";
          const text = document.querySelector("text") as Element;
          text.setAttributeNS(xml, "xml:space", "default");
        }),
      ],
    },
  ),
  smallPage(
    "gaps/xlink",
    "SVG with use, gradients, clip paths and foreign objects",
    `<svg width="200" height="120" xmlns:xlink="http://www.w3.org/1999/xlink">
      <defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
      <clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath><g id="shape"><rect width="60" height="60"/></g></defs>
      <rect width="100" height="100" fill="url(#g)" clip-path="url(#c)"/><use xlink:href="#shape" x="110"/>
      <foreignObject x="110" y="70" width="80" height="40"><p xmlns="http://www.w3.org/1999/xhtml">HTML</p></foreignObject></svg>`,
    { steps: [script(() => document.querySelector("use")?.setAttribute("x", "130"))] },
  ),
  smallPage("gaps/document-open", "document.open() and document.write()", "<p>Before</p>", {
    steps: [
      script(() => {
        document.open();
        document.write("<!doctype html><title>New</title><h1>After</h1>");
        document.close();
      }, "written"),
      script(() => document.body.append("and more"), "appended"),
    ],
  }),
  smallPage(
    "gaps/frame-document-write",
    "document.write() into an iframe",
    `<iframe id="frame" width="300" height="80"></iframe>`,
    {
      steps: [
        script(() => {
          const inner = (document.querySelector("#frame") as HTMLIFrameElement).contentDocument;
          inner?.open();
          inner?.write("<!doctype html><h1>Written</h1>");
          inner?.close();
        }, "written"),
        script(() => {
          const inner = (document.querySelector("#frame") as HTMLIFrameElement).contentDocument;
          inner?.body.append("and more");
        }, "appended"),
      ],
    },
  ),
  smallPage(
    "gaps/document-write-while-loading",
    "document.write() while loading",
    `<p>Before</p><script>document.write("<h1>Written</h1><scr" + "ipt>document.body.className = 'x'</scr" + "ipt>")</script><p>After</p>`,
  ),
  smallPage(
    "gaps/scroll",
    "scrolled windows and elements",
    `<div id="pane" style="height: 100px; overflow: auto"><div style="height: 900px; width: 3000px">Tall</div></div><div style="height: 3000px"></div>`,
    {
      steps: [
        script(() => window.scrollTo(0, 500), "scrolled"),
        script(() => document.querySelector("#pane")?.scrollTo(200, 150), "scrolled an element"),
        script(() => window.scrollTo(0, 20), "scrolled back"),
      ],
    },
  ),
  smallPage(
    "gaps/move-before",
    "moveBefore()",
    `<ul><li id="one">one</li><li id="two">two</li><li id="three">three</li></ul>`,
    {
      steps: [
        script(() => {
          const list = document.querySelector("ul") as Element & {
            moveBefore(node: Node | null, before: Node | null): void;
          };
          list.moveBefore(document.querySelector("#three"), document.querySelector("#one"));
        }),
      ],
    },
  ),
  smallPage(
    "gaps/quirks-mode",
    "a document without a doctype",
    `<!-- none --><html><head><title>Quirks</title></head><body><table><tr><td style="font-size: 30px">x<td>y</table><p style="width: 100; color: ff0000">Quirk</p></body></html>`,
  ),
  smallPage(
    "gaps/limited-quirks-mode",
    "an old doctype",
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><title>Almost</title></head><body><table><tr><td><img src="/assets/picture.svg"></td></tr></table></body></html>`,
  ),
  smallPage(
    "gaps/texts",
    "text nodes that are split, joined, changed, emptied",
    `<p id="text">A text of some words</p><pre id="pre">  two
  lines</pre>`,
    {
      steps: [
        script(
          () => (document.querySelector("#text")?.firstChild as Text | null)?.splitText(6),
          "split",
        ),
        script(() => document.querySelector("#text")?.normalize(), "joined"),
        script(() => {
          const text = document.querySelector("#pre")?.firstChild as Text;
          text.data = "one\n\n   three   ";
        }, "changed"),
        script(() => {
          (document.querySelector("#text")?.firstChild as Text).data = "";
        }, "emptied"),
      ],
    },
  ),
  smallPage(
    "gaps/many-mutations",
    "nodes added, moved and removed within a task",
    `<ul id="list"></ul>`,
    {
      steps: [
        script(() => {
          const list = document.querySelector("#list") as Element;
          for (let index = 0; index < 200; index++) {
            const item = document.createElement("li");
            item.textContent = `Item ${index}`;
            list.prepend(item);
            if (index % 3 === 0) list.append(item);
            if (index % 5 === 0) item.remove();
          }
        }),
        script(() => {
          const list = document.querySelector("#list") as Element;
          list.replaceChildren(...[...list.children].reverse());
        }, "reversed"),
        script(() => {
          const list = document.querySelector("#list") as Element;
          list.innerHTML = list.innerHTML.replaceAll("Item", "Entry");
        }, "rewritten"),
      ],
    },
  ),
  smallPage(
    "gaps/content-editable",
    "an editable element",
    `<div id="editor" contenteditable><p>Some text</p></div>`,
    {
      steps: [
        { name: "typed", run: (page) => page.type("#editor p", "More ") },
        { name: "a new line", run: (page) => page.keyboard.press("Enter") },
      ],
    },
  ),
  smallPage(
    "gaps/hidden-and-inert",
    "hidden, hidden=until-found, inert, content-visibility",
    `<p hidden>Hidden</p><p hidden="until-found">Findable</p><p inert>Inert</p><div style="content-visibility: hidden"><p>Skipped</p></div>`,
    { steps: [script(() => document.querySelector("p")?.removeAttribute("hidden"))] },
  ),
];
