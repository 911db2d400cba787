import type { CorpusPage } from "./corpus-page.ts";
import { script, smallPage } from "./small-page.ts";

/** What recorders are usually tried on. */
export const CONSTRUCTS: CorpusPage[] = [
  smallPage(
    "constructs/form",
    "a form that is filled in",
    `<form><label>Name <input id="name"></label><label><input type="checkbox" id="agree"> I agree</label>
    <label><input type="radio" name="size" value="s" id="small"> S</label><label><input type="radio" name="size" value="m" id="medium"> M</label>
    <textarea id="note"></textarea><select id="country"><option>A<option>B</select><button>Send</button></form>`,
    {
      steps: [
        { name: "name", run: (page) => page.type("#name", "Ada") },
        { name: "agreed", run: (page) => page.click("#agree") },
        { name: "size", run: (page) => page.click("#medium") },
        { name: "note", run: (page) => page.type("#note", "one\ntwo") },
        { name: "country", run: (page) => page.select("#country", "B") },
      ],
    },
  ),
  smallPage(
    "constructs/frames",
    "frames of the same origin, of another site, and from a text",
    `<iframe src="/constructs/form.html" width="400" height="150"></iframe>
    <iframe src="{{crossSite}}/constructs/form.html" width="400" height="150"></iframe>
    <iframe srcdoc="<p style='color: red'>From a text</p>" width="400" height="60"></iframe>`,
    {
      steps: [
        {
          name: "typed in all",
          run: async (page) => {
            for (const frame of page.frames().slice(1)) {
              const field = await frame.$("#name");
              await field?.type("Ada");
            }
          },
        },
      ],
    },
  ),
  smallPage(
    "constructs/frame-nested",
    "frames in frames",
    `<iframe src="{{crossSite}}/constructs/frames.html" width="600" height="450"></iframe>`,
  ),
  smallPage(
    "constructs/frame-reloaded",
    "a frame that goes on to another document, is removed, is added",
    `<iframe id="frame" src="/constructs/form.html" width="500" height="200"></iframe>`,
    {
      steps: [
        {
          name: "went on",
          run: (page, { crossSite }) =>
            page.evaluate((origin) => {
              const frame = document.querySelector("#frame") as HTMLIFrameElement;
              frame.src = `${origin}/constructs/menu.html`;
              return new Promise<void>((resolve) => {
                frame.addEventListener("load", () => resolve());
              });
            }, crossSite),
        },
        script(() => document.querySelector("#frame")?.remove(), "removed"),
        script(() => {
          const frame = document.createElement("iframe");
          frame.src = "/constructs/menu.html";
          document.body.append(frame);
          return new Promise<void>((resolve) => {
            frame.addEventListener("load", () => resolve());
          });
        }, "added"),
      ],
    },
  ),
  smallPage(
    "constructs/frame-sandboxed",
    "sandboxed frames, with scripts and without",
    `<iframe sandbox="allow-scripts" src="/constructs/form.html" width="400" height="150"></iframe>
    <iframe sandbox src="/constructs/form.html" width="400" height="150"></iframe>`,
  ),
  smallPage(
    "constructs/frame-in-shadow-root",
    "a frame in a shadow root",
    `<div id="host"></div><script>
      document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML =
        '<iframe src="/constructs/form.html" width="400" height="150"></iframe>';
    </script>`,
  ),
  smallPage(
    "constructs/menu",
    "a menu that opens on hover",
    `<style>ul ul { display: none } li:hover > ul { display: block } a:hover { color: red }</style>
    <ul><li id="file"><a href="#">File</a><ul><li><a href="#">Open</a></li></ul></li><li><a href="#">Edit</a></li></ul>`,
    {
      steps: [
        { name: "hovered", run: (page) => page.hover("#file") },
        { name: "left", run: (page) => page.mouse.move(600, 500) },
      ],
    },
  ),
  smallPage(
    "constructs/list-box",
    "a list of a script's own in the place of a select",
    `<style>.open { border: 1px solid; width: 200px } .open li.at { background: navy; color: white }</style>
    <div id="shown" tabindex="0">Choose</div><script>
      const shown = document.querySelector("#shown");
      shown.onclick = () => {
        const list = document.createElement("ul");
        list.className = "open";
        for (const name of ["red", "green", "blue"]) {
          const item = document.createElement("li");
          item.textContent = name;
          item.onmouseenter = () => { list.querySelector(".at")?.classList.remove("at"); item.className = "at"; };
          item.onclick = () => { shown.textContent = name; list.remove(); };
          list.append(item);
        }
        document.body.append(list);
      };
    </script>`,
    {
      steps: [
        { name: "opened", run: (page) => page.click("#shown") },
        { name: "at the second", run: (page) => page.hover("li:nth-child(2)") },
        { name: "chosen", run: (page) => page.click("li:nth-child(2)") },
      ],
    },
  ),
  smallPage(
    "constructs/styled-components",
    "classes whose rules are inserted as they come to be used",
    `<style id="rules"></style><div id="app"></div><script>
      const sheet = document.querySelector("#rules").sheet;
      let count = 0;
      window.render = (colour) => {
        const name = "c" + count++;
        sheet.insertRule("." + name + " { color: " + colour + "; padding: " + count + "px }", sheet.cssRules.length);
        document.querySelector("#app").innerHTML = '<p class="' + name + '">' + colour + "</p>";
      };
      render("red");
    </script>`,
    {
      steps: [
        script(() => (window as unknown as { render(colour: string): void }).render("green")),
        script(
          () => (window as unknown as { render(colour: string): void }).render("blue"),
          "changed again",
        ),
      ],
    },
  ),
  smallPage(
    "constructs/masked",
    "what a page marks as private",
    `<p class="rr-mask">Account number 12345</p><div class="rr-block" style="width: 200px; height: 50px"><b>Not recorded</b></div><input class="rr-ignore" id="ignored"><input id="shown">`,
    {
      steps: [
        { name: "typed where it is ignored", run: (page) => page.type("#ignored", "abc") },
        { name: "typed", run: (page) => page.type("#shown", "abc") },
      ],
    },
  ),
  smallPage(
    "constructs/history",
    "an application that changes its address",
    `<nav><a href="#one">One</a> <a href="#two">Two</a></nav><main id="main">Home</main><script>
      addEventListener("hashchange", () => { document.querySelector("#main").innerHTML = "<h1>" + location.hash + "</h1>"; });
    </script>`,
    {
      steps: [
        { name: "one", run: (page) => page.click("a[href='#one']") },
        { name: "two", run: (page) => page.click("a[href='#two']") },
        { name: "back", run: (page) => page.goBack() },
      ],
    },
  ),
  smallPage(
    "constructs/navigation",
    "a page that goes on to another",
    `<a id="on" href="/constructs/menu.html">On</a>`,
    {
      steps: [
        {
          name: "went on",
          run: (page) => Promise.all([page.waitForNavigation(), page.click("#on")]),
        },
        { name: "back", run: (page) => page.goBack() },
      ],
    },
  ),
  smallPage(
    "constructs/viewport",
    "a window whose size changes",
    `<style>@media (max-width: 700px) { p { color: red } } #half { width: 50%; border: 1px solid }</style><p id="half">Half</p>`,
    {
      steps: [
        { name: "narrow", run: (page) => page.setViewport({ width: 600, height: 500 }) },
        { name: "wide", run: (page) => page.setViewport({ width: 1024, height: 768 }) },
      ],
    },
  ),
  smallPage(
    "constructs/slow-script",
    "a page in the middle of its loading",
    `<p>Before the script</p><input value="x"><script src="/assets/late.js"></script><p>After the script</p>`,
    { hold: "/assets/late.js" },
  ),
  smallPage(
    "constructs/slow-image",
    "a page whose image is late",
    `<p>Before</p><img src="/assets/picture.svg?late" width="120" height="80" alt=""><p>After</p>`,
    { hold: "/assets/picture.svg" },
  ),
];
