import type { CorpusPage, Step } from "../corpus-page.ts";
import { smallPage } from "../small-page.ts";

const STYLE = `<style>
  body { font: 16px sans-serif; width: 480px; margin: 40px auto; background: #f5f5f5 }
  h1 { text-align: center; color: #b83f45; font-weight: 200; font-size: 60px; margin: 10px }
  .new { width: 100%; padding: 12px; font-size: 20px; border: 0; box-shadow: 0 1px 4px #0003; box-sizing: border-box }
  ul { list-style: none; padding: 0; background: #fff } li { padding: 10px; border-bottom: 1px solid #eee }
  li.done label { color: #aaa; text-decoration: line-through } .remove { float: right; border: 0 }
</style>`;

/** What a user does with a list of things to do. */
const STEPS: Step[] = [
  {
    name: "added three",
    run: async (page) => {
      for (const title of ["Buy milk", "Write a letter", "Rest"]) {
        await page.type(".new", title);
        await page.keyboard.press("Enter");
      }
    },
  },
  { name: "ticked one", run: (page) => page.click("li:nth-of-type(2) input") },
  { name: "removed one", run: (page) => page.click("li:nth-of-type(1) .remove") },
];

/** The same application with one library after another, by its build for a script element. */
function todoApp(library: string, body: string, head = ""): CorpusPage {
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${library}</title>${STYLE}${head}</head><body>${body}</body></html>`;
  return smallPage(`libraries/todo-${library}`, `a list of things to do with ${library}`, text, {
    steps: STEPS,
  });
}

/** Runs a module of the older kind in a page: React has no other for browsers. */
const COMMON_JS = `<script>
  const files = {
    scheduler: "/npm/scheduler/cjs/scheduler.production.js",
    react: "/npm/react/cjs/react.production.js",
    "react-dom": "/npm/react-dom/cjs/react-dom.production.js",
    "react-dom/client": "/npm/react-dom/cjs/react-dom-client.production.js",
  };
  const modules = {};
  async function load(names) {
    for (const name of names) {
      const text = await (await fetch(files[name])).text();
      const module = { exports: {} };
      new Function("module", "exports", "require", "process", text)(module, module.exports, (other) => modules[other], { env: {} });
      modules[name] = module.exports;
    }
  }
</script>`;

const HOOKS_APP = `
  function App() {
    const [items, setItems] = useState([]);
    const add = (event) => {
      if (event.key !== "Enter") return;
      setItems([...items, { id: Date.now() + Math.random(), title: event.target.value, done: false }]);
      event.target.value = "";
    };
    const toggle = (item) => setItems(items.map((each) => (each === item ? { ...each, done: !each.done } : each)));
    return h("main", null, h("h1", null, "todos"), h("input", { className: "new", onKeyDown: add }),
      h("ul", null, items.map((item) => h("li", { key: item.id, className: item.done ? "done" : "" },
        h("label", null, h("input", { type: "checkbox", checked: item.done, onChange: () => toggle(item) }), item.title),
        h("button", { className: "remove", onClick: () => setItems(items.filter((each) => each !== item)) }, "x")))),
      h("p", null, items.filter((item) => !item.done).length, " left"));
  }`;

const importMap = (imports: Record<string, string>) =>
  `<script type="importmap">${JSON.stringify({ imports })}</script>`;

const LIT = {
  lit: "/npm/lit/index.js",
  "lit/": "/npm/lit/",
  "lit-html": "/npm/lit-html/lit-html.js",
};
const LIT_PARTS = {
  "lit-html/": "/npm/lit-html/",
  "lit-element/lit-element.js": "/npm/lit-element/lit-element.js",
  "@lit/reactive-element": "/npm/@lit/reactive-element/reactive-element.js",
};

/** One application, written for each library. */
export const TODO_APPS: CorpusPage[] = [
  todoApp(
    "react",
    `<div id="app"></div>${COMMON_JS}<script>
    load(Object.keys(files)).then(() => {
      const { createElement: h, useState } = modules.react;
      ${HOOKS_APP}
      modules["react-dom/client"].createRoot(document.querySelector("#app")).render(h(App));
    });</script>`,
  ),
  todoApp(
    "preact",
    `<div id="app"></div><script type="module">
      import { h, render } from "preact";
      import { useState } from "preact/hooks";
      ${HOOKS_APP}
      render(h(App), document.querySelector("#app"));
    </script>`,
    importMap({
      preact: "/npm/preact/dist/preact.mjs",
      "preact/hooks": "/npm/preact/hooks/dist/hooks.mjs",
    }),
  ),
  todoApp(
    "vue",
    `<div id="app"><h1>todos</h1><input class="new" v-model="title" @keydown.enter="add">
    <transition-group tag="ul"><li v-for="item in items" :key="item.id" :class="{ done: item.done }">
    <label><input type="checkbox" v-model="item.done">{{ item.title }}</label><button class="remove" @click="remove(item)">x</button></li></transition-group></div>
    <script src="/npm/vue/dist/vue.global.prod.js"></script><script>
      Vue.createApp({
        data: () => ({ title: "", items: [], next: 1 }),
        methods: {
          add() { this.items.push({ id: this.next++, title: this.title, done: false }); this.title = ""; },
          remove(item) { this.items = this.items.filter((each) => each !== item); },
        },
      }).mount("#app");
    </script>`,
  ),
  todoApp(
    "knockout",
    `<h1>todos</h1><input class="new" data-bind="textInput: title, event: { keydown: add }">
    <ul data-bind="foreach: items"><li data-bind="css: { done: done }"><label><input type="checkbox" data-bind="checked: done"><span data-bind="text: title"></span></label>
    <button class="remove" data-bind="click: $parent.remove">x</button></li></ul>
    <script src="/npm/knockout/build/output/knockout-latest.js"></script><script>
      const model = {
        title: ko.observable(""),
        items: ko.observableArray([]),
        add: (_, event) => {
          if (event.key !== "Enter") return true;
          model.items.push({ title: model.title(), done: ko.observable(false) });
          model.title("");
        },
        remove: (item) => model.items.remove(item),
      };
      ko.applyBindings(model);
    </script>`,
  ),
  todoApp(
    "backbone",
    `<h1>todos</h1><input class="new"><ul></ul>
    <script src="/npm/jquery-ui-dist/external/jquery/jquery.js"></script><script src="/npm/underscore/underscore-umd.js"></script><script src="/npm/backbone/backbone.js"></script><script>
      const items = new Backbone.Collection();
      const Item = Backbone.View.extend({
        tagName: "li",
        template: _.template('<label><input type="checkbox" <%= done ? "checked" : "" %>><%- title %></label><button class="remove">x</button>'),
        events: { "change input": "toggle", "click .remove": "destroy" },
        initialize() { this.listenTo(this.model, "change", this.render); },
        toggle() { this.model.set("done", !this.model.get("done")); },
        destroy() { items.remove(this.model); this.remove(); },
        render() { this.$el.html(this.template(this.model.attributes)).toggleClass("done", this.model.get("done")); return this; },
      });
      items.on("add", (model) => $("ul").append(new Item({ model }).render().el));
      $(".new").on("keydown", (event) => {
        if (event.key !== "Enter") return;
        items.add({ title: event.target.value, done: false });
        event.target.value = "";
      });
    </script>`,
  ),
  todoApp(
    "mithril",
    `<div id="app"></div><script src="/npm/mithril/mithril.js"></script><script>
      let items = [];
      const add = (event) => {
        if (event.key !== "Enter") return;
        items.push({ title: event.target.value, done: false });
        event.target.value = "";
      };
      m.mount(document.querySelector("#app"), { view: () => [m("h1", "todos"), m("input.new", { onkeydown: add }),
        m("ul", items.map((item) => m("li", { class: item.done ? "done" : "" },
          m("label", m("input[type=checkbox]", { checked: item.done, onchange: () => { item.done = !item.done; } }), item.title),
          m("button.remove", { onclick: () => { items = items.filter((each) => each !== item); } }, "x"))))] });
    </script>`,
  ),
  todoApp(
    "alpine",
    `<div x-data="{ title: '', items: [], next: 1 }"><h1>todos</h1>
    <input class="new" x-model="title" @keydown.enter="items.push({ id: next++, title, done: false }); title = ''">
    <ul><template x-for="item in items" :key="item.id"><li :class="item.done && 'done'"><label><input type="checkbox" x-model="item.done"><span x-text="item.title"></span></label>
    <button class="remove" @click="items = items.filter((each) => each.id !== item.id)">x</button></li></template></ul></div>
    <script src="/npm/alpinejs/dist/cdn.js"></script>`,
  ),
  smallPage(
    "libraries/todo-lit",
    "a list of things to do with lit, in a shadow root with adopted sheets",
    `<!doctype html><html lang="en"><head><title>lit</title>${importMap({ ...LIT, ...LIT_PARTS })}</head><body><todo-app></todo-app><script type="module">
      import { css, html, LitElement } from "lit";
      class TodoApp extends LitElement {
        static styles = css\`:host { display: block; font: 16px sans-serif } h1 { color: #b83f45 } li.done { color: #aaa }\`;
        static properties = { items: { state: true } };
        // A field would hide the accessor that lit makes.
        constructor() { super(); this.items = []; }
        add({ key, target }) {
          if (key !== "Enter") return;
          this.items = [...this.items, { title: target.value, done: false }];
          target.value = "";
        }
        toggle(item) { item.done = !item.done; this.requestUpdate(); }
        render() {
          return html\`<h1>todos</h1><input class="new" @keydown=\${this.add}>
            <ul>\${this.items.map((item) => html\`<li class=\${item.done ? "done" : ""}><input type="checkbox" .checked=\${item.done} @change=\${() => this.toggle(item)}>\${item.title}</li>\`)}</ul>\`;
        }
      }
      customElements.define("todo-app", TodoApp);
    </script></body></html>`,
    {
      steps: [
        {
          name: "added two",
          run: async (page) => {
            for (const title of ["Buy milk", "Rest"]) {
              await page.type("todo-app >>> .new", title);
              await page.keyboard.press("Enter");
            }
          },
        },
        { name: "ticked one", run: (page) => page.click("todo-app >>> [type=checkbox]") },
      ],
    },
  ),
];
