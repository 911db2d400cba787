import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

const JQUERY = '<script src="/npm/jquery-ui-dist/external/jquery/jquery.js"></script>';

const sheet = (path: string) => `<link rel="stylesheet" href="/npm/${path}">`;
const source = (path: string) => `<script src="/npm/${path}"></script>`;

const ARTICLES = Array.from(
  { length: 60 },
  (_, index) => `<article><h2><a href="#a${index}">Headline number ${index}</a></h2>
  <img src="/assets/${index % 2 ? "picture" : "other"}.svg" loading="${index > 8 ? "lazy" : "eager"}" alt="">
  <p>${"What happened, told at some length. ".repeat(4)}</p><footer><time>${index} minutes ago</time> <button>Save</button></footer></article>`,
).join("");

/** Libraries for one thing each, on a page that uses them. */
export const WIDGETS: CorpusPage[] = [
  smallPage(
    "libraries/quill",
    "an editor of rich text",
    `${sheet("quill/dist/quill.snow.css")}<div id="editor"><p>Hello</p></div>${source("quill/dist/quill.js")}<script>
      new Quill("#editor", { theme: "snow" });
    </script>`,
    {
      steps: [
        { name: "typed", run: (page) => page.type(".ql-editor", "Some text. ") },
        { name: "bold", run: (page) => page.click(".ql-bold") },
        { name: "typed in bold", run: (page) => page.keyboard.type("Bold text.") },
      ],
    },
  ),
  smallPage(
    "libraries/select2",
    "a list with a search field",
    `${sheet("select2/dist/css/select2.css")}<select id="city" style="width: 300px"><option>Berlin<option>Paris<option>Rome</select>${JQUERY}${source("select2/dist/js/select2.js")}<script>$("#city").select2()</script>`,
    {
      steps: [
        { name: "opened", run: (page) => page.click(".select2-selection") },
        { name: "searched", run: (page) => page.keyboard.type("Ro") },
        { name: "chose", run: (page) => page.keyboard.press("Enter") },
      ],
    },
  ),
  smallPage(
    "libraries/flatpickr",
    "a date picker",
    `${sheet("flatpickr/dist/flatpickr.css")}<input id="date">${source("flatpickr/dist/flatpickr.js")}<script>flatpickr("#date", { defaultDate: "2024-02-29" })</script>`,
    {
      steps: [
        { name: "opened", run: (page) => page.click("#date") },
        { name: "next month", run: (page) => page.click(".flatpickr-next-month") },
      ],
    },
  ),
  smallPage(
    "libraries/katex",
    "formulas, with their own fonts",
    `${sheet("katex/dist/katex.css")}<div id="formula"></div>${source("katex/dist/katex.js")}<script>
      katex.render("\\\\int_0^\\\\infty \\\\frac{\\\\sqrt{x}}{e^x - 1} dx = \\\\sum_{n=1}^\\\\infty \\\\binom{n}{2}", document.querySelector("#formula"), { displayMode: true });
    </script>`,
  ),
  smallPage(
    "libraries/leaflet",
    "a map without its pictures",
    `${sheet("leaflet/dist/leaflet.css")}<div id="map" style="height: 400px"></div>${source("leaflet/dist/leaflet.js")}<script>
      const map = L.map("map", { zoomAnimation: false }).setView([51.5, -0.09], 13);
      L.marker([51.5, -0.09]).addTo(map).bindPopup("<b>Here</b>").openPopup();
      L.circle([51.508, -0.11], { color: "red", radius: 500 }).addTo(map);
    </script>`,
    { steps: [{ name: "zoomed", run: (page) => page.click(".leaflet-control-zoom-in") }] },
  ),
  smallPage(
    "libraries/chart",
    "a chart on a canvas",
    `<div style="width: 500px"><canvas id="chart"></canvas></div>${source("chart.js/dist/Chart.js")}<script>
      new Chart("chart", { type: "bar", options: { animation: { duration: 0 } }, data: { labels: ["a", "b", "c"], datasets: [{ label: "Sales", data: [3, 7, 5] }] } });
    </script>`,
  ),
  smallPage(
    "libraries/htmx",
    "a page that fetches its parts",
    `<button hx-get="/assets/fragment.html" hx-target="#target">Load</button><div id="target">Nothing yet</div>${source("htmx.org/dist/htmx.js")}`,
    { steps: [{ name: "loaded a part", run: (page) => page.click("button") }] },
  ),
  smallPage(
    "libraries/wired-elements",
    "custom elements with shadow roots and drawings",
    `<wired-card><h2>Drawn</h2><wired-button>Press</wired-button><wired-input placeholder="Name"></wired-input><wired-checkbox>Agree</wired-checkbox><wired-slider></wired-slider></wired-card>
    ${source("wired-elements/lib/wired-elements-iife.js")}`,
    { steps: [{ name: "ticked", run: (page) => page.click("wired-checkbox") }] },
  ),
  smallPage(
    "libraries/news",
    "a news page: many articles, a bar that stays, a menu",
    `${sheet("spectre.css/dist/spectre.css")}<style>.grid { display: grid; grid-template-columns: repeat(3, 1fr); gap: 20px } .top { position: sticky; top: 0; background: #fff; z-index: 2 }</style>
    <header class="top navbar"><h1>The Daily</h1><details class="menu"><summary>Sections</summary><ul><li>World<li>Sport</ul></details></header><main class="grid">${ARTICLES}</main>
    <script>document.addEventListener("click", ({ target }) => { if (target.matches("article button")) target.closest("article").classList.toggle("bg-gray"); })</script>`,
    {
      steps: [
        { name: "opened the menu", run: (page) => page.click("summary") },
        { name: "saved an article", run: (page) => page.click("article:nth-of-type(2) button") },
        script(() => window.scrollTo(0, 3000), "scrolled"),
        script(() => {
          const main = document.querySelector("main") as Element;
          main.append(...[...main.children].slice(0, 20).map((article) => article.cloneNode(true)));
        }, "loaded more"),
      ],
    },
  ),
];
