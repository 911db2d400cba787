import type { CorpusPage, Step } from "./corpus-page.ts";

interface Options {
  steps?: Step[];
  hold?: string;
  quick?: boolean;
}

const scrollDown: Step = {
  name: "scrolled",
  run: (page) => page.evaluate(() => window.scrollTo(0, 400)),
};

function page(packageName: string, path: string, about: string, options: Options = {}): CorpusPage {
  const name = path.replace(/\.html$/, "").replace(/^(docs|dist|tests|pages|build\/dist)\//, "");
  return {
    name: `packages/${packageName}/${name || "index"}`,
    path: `/npm/${packageName}/${path}`,
    about,
    ...options,
  };
}

function click(selector: string, name = `clicked ${selector}`): Step {
  return { name, run: (target) => target.click(selector) };
}

function type(selector: string, text: string): Step {
  return { name: `typed into ${selector}`, run: (target) => target.type(selector, text) };
}

const ADMIN_LTE = [
  page("admin-lte", "index.html", "a dashboard with charts, maps, a calendar and a chat", {
    steps: [type("[name=message]", "Who takes the late shift?"), scrollDown],
    hold: "plugins/chart.js/",
  }),
  page("admin-lte", "index2.html", "another dashboard", { steps: [scrollDown] }),
  page("admin-lte", "index3.html", "a third one, with tables", {
    steps: [click("[data-widget=pushmenu]", "closed the menu")],
  }),
  page("admin-lte", "starter.html", "the smallest page", {
    quick: true,
    steps: [click("[data-widget=control-sidebar]", "opened the side bar")],
  }),
  page("admin-lte", "pages/forms/general.html", "form controls of every kind", {
    quick: true,
    steps: [
      type("#exampleInputEmail1", "a@example.org"),
      click("label[for=exampleCheck1]", "ticked a box"),
      click("label[for=customSwitch1]", "turned a switch on"),
    ],
  }),
  page("admin-lte", "pages/forms/advanced.html", "select2, date pickers, dual lists", {
    steps: [click(".select2-selection", "opened a list")],
  }),
  page("admin-lte", "pages/forms/editors.html", "an editor of rich text", {
    steps: [type(".note-editable", "typed ")],
  }),
  page("admin-lte", "pages/forms/validation.html", "a form that is checked", {
    steps: [click("[type=submit]", "sent it empty")],
  }),
  page("admin-lte", "pages/tables/data.html", "tables that sort and search", {
    steps: [
      click("#example1 thead th:nth-child(2)", "sorted"),
      type("#example1_filter input", "Opera"),
    ],
    hold: "plugins/datatables-bs4/js",
  }),
  page("admin-lte", "pages/tables/simple.html", "plain tables"),
  page("admin-lte", "pages/UI/modals.html", "modals and toasts", {
    steps: [
      click("[data-target='#modal-default']", "opened a modal"),
      click("#modal-default .modal-footer [data-dismiss]", "closed it"),
      click(".toastrDefaultSuccess", "showed a toast"),
    ],
  }),
  page("admin-lte", "pages/UI/general.html", "alerts, accordions, carousels, progress bars"),
  page("admin-lte", "pages/UI/timeline.html", "a time line"),
  page("admin-lte", "pages/UI/sliders.html", "range sliders drawn by scripts"),
  page("admin-lte", "pages/UI/icons.html", "an icon font", { steps: [scrollDown] }),
  page("admin-lte", "pages/calendar.html", "a calendar"),
  page("admin-lte", "pages/gallery.html", "a gallery that filters"),
  page("admin-lte", "pages/widgets.html", "cards"),
  page("admin-lte", "pages/mailbox/compose.html", "a mail that is written"),
  page("admin-lte", "pages/examples/profile.html", "tabs", {
    steps: [click("a[href='#settings']", "opened a tab")],
  }),
  page("admin-lte", "pages/charts/flot.html", "charts on canvas"),
];

const SB_ADMIN = [
  page("startbootstrap-sb-admin-2", "index.html", "a dashboard with charts on canvas", {
    steps: [click("#sidebarToggle", "closed the menu")],
    hold: "/vendor/jquery/jquery.min.js",
  }),
  page("startbootstrap-sb-admin-2", "tables.html", "a table that sorts", {
    steps: [type("input[type=search]", "Tokyo")],
  }),
  page("startbootstrap-sb-admin-2", "cards.html", "cards that collapse", {
    quick: true,
    steps: [click("a[href='#collapseCardExample']", "collapsed one")],
  }),
  page("startbootstrap-sb-admin-2", "buttons.html", "buttons"),
  page("startbootstrap-sb-admin-2", "register.html", "a form", {
    steps: [type("#exampleFirstName", "Ada")],
  }),
  page("startbootstrap-sb-admin-2", "utilities-animation.html", "animations on hover"),
  page("startbootstrap-sb-admin-2", "404.html", "a heading that glitches"),
];

const SPECTRE = [
  page("spectre.css", "docs/index.html", "a documentation's first page", { quick: true }),
  page("spectre.css", "docs/elements/forms.html", "form controls drawn by CSS", {
    steps: [type("#input-example-1", "Ada"), scrollDown],
  }),
  page("spectre.css", "docs/elements/tables.html", "tables"),
  page("spectre.css", "docs/elements/icons.html", "icons drawn by pseudo-elements", {
    quick: true,
  }),
  page("spectre.css", "docs/components/accordions.html", "accordions without scripts", {
    steps: [click("label.accordion-header", "opened one")],
  }),
  page("spectre.css", "docs/components/modals.html", "modals opened by :target", {
    steps: [click("a[href='#example-modal-1']", "opened one")],
  }),
  page("spectre.css", "docs/components/cards.html", "cards"),
  page("spectre.css", "docs/experimentals/carousels.html", "a carousel of radio buttons"),
  page("spectre.css", "docs/experimentals/parallax.html", "transforms on hover"),
  page("spectre.css", "docs/layout/grid.html", "a grid"),
  page("spectre.css", "docs/utilities/loading.html", "endless animations"),
];

const UIKIT = [
  page("uikit", "tests/card.html", "cards; every test page is filled by document.write", {
    quick: true,
  }),
  page("uikit", "tests/accordion.html", "accordions", {
    steps: [click(".uk-accordion-title", "opened one")],
  }),
  page("uikit", "tests/form.html", "form controls"),
  page("uikit", "tests/grid-masonry.html", "a masonry laid out by a script"),
  page("uikit", "tests/dropdown.html", "menus", {
    steps: [click("button.uk-button", "opened one")],
  }),
  page("uikit", "tests/navbar.html", "navigation bars"),
  page("uikit", "tests/offcanvas.html", "side bars", {
    steps: [click("[uk-toggle]", "opened one")],
  }),
  page("uikit", "tests/slider.html", "sliders"),
  page("uikit", "tests/sortable.html", "lists to sort"),
  page("uikit", "tests/sticky.html", "what stays in view", { steps: [scrollDown] }),
  page("uikit", "tests/svg.html", "pictures that a script replaces by their SVG"),
  page("uikit", "tests/switcher.html", "tabs"),
  page("uikit", "tests/table.html", "tables"),
  page("uikit", "tests/icon.html", "icons as SVG"),
];

const OTHERS = [
  page("swagger-ui-dist", "index.html", "API documentation built with React", {
    steps: [scrollDown],
  }),
  page("startbootstrap-creative", "dist/index.html", "a landing page", { steps: [scrollDown] }),
  page("altair-static", "build/dist/index.html", "a GraphQL client built with Angular"),
  page("reveal.js", "demo.html", "a presentation", {
    steps: [
      { name: "next slide", run: (target) => target.keyboard.press("ArrowRight") },
      { name: "next but one", run: (target) => target.keyboard.press("ArrowRight") },
    ],
  }),
  page("jquery-ui-dist", "index.html", "all widgets of a library", {
    quick: true,
    steps: [
      click("#ui-id-5, .ui-accordion-header:nth-of-type(2)", "opened a part of the accordion"),
      click("#dialog-link", "opened the dialog"),
    ],
  }),
  page("impress.js", "index.html", "a presentation in three dimensions", {
    steps: [{ name: "next step", run: (target) => target.keyboard.press("ArrowRight") }],
  }),
  page("skeleton-css", "index.html", "a page without scripts", { quick: true }),
  page("playwright-core", "lib/vite/traceViewer/index.html", "a trace viewer built with React"),
  page("playwright-core", "lib/vite/recorder/index.html", "a code editor built with React"),
];

/** Pages that were built and published by others. */
export const PACKAGE_PAGES: CorpusPage[] = [
  ...ADMIN_LTE,
  ...SB_ADMIN,
  ...SPECTRE,
  ...UIKIT,
  ...OTHERS,
];
