import { element, incremental, mutation, page, START, text } from "@pagereel/viewer/stage-events";
import { EventType, type eventWithTime, IncrementalSource, MouseInteractions } from "@rrweb/types";
import type { MadeRecording } from "./made-recording.js";

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned = 1"><script>top.pwned = 2</script></svg>`;

/** Text that would be an element if it were inserted as HTML. */
const MARKUP = `<img src=x onerror="top.pwned = 3"><script>top.pwned = 4</script>`;

/** What the end of the long text says. */
export const LAST_WORDS = "last words";

/**
 * A recording that tries to run scripts and to reach servers by all that HTML, SVG, CSS and rrweb's
 * events know for it.
 *
 * @param origins - where to: the viewer's own is among them
 */
export function hostileRecording(origins: readonly string[]): MadeRecording {
  const heads = origins.flatMap((origin) => headOf((path) => `${origin}/${path}`));
  const bodies = origins.flatMap((origin) => bodyOf((path) => `${origin}/${path}`));
  const link = element("a", { href: "javascript:top.pwned = 5", id: "link" }, text("A link"));
  const long = element("p", {}, text(`${"A long text. ".repeat(800_000)}${LAST_WORDS}`));
  const title = element("h1", {}, text("Hostile"));
  const events = [
    ...page(0, { head: heads, body: [title, link, ...bodies, long] }),
    ...origins.flatMap((origin) => lateEvents((path) => `${origin}/${path}`, link.id)),
    click(500, link.id),
    logged(600),
    mutation(1500, {}),
  ];
  return { events: { A: events }, manifest: hostileManifest() };
}

type AddressOf = (path: string) => string;

function headOf(at: AddressOf) {
  const css = `@import "${at("import.css")}"; @import url(${at("import-url.css")}) screen;
    @font-face { font-family: x; src: url(${at("font")}) }
    body { font-family: x; background: url(${at("back")}); cursor: url(${at("cursor")}), auto }
    h1 { background-image: image-set("${at("set")}" 1x); mask: url(${at("mask.svg#m")}) }
    li::before { content: url(${at("content")}) }`;
  const relations = ["preconnect", "dns-prefetch", "prefetch", "prerender", "preload"];
  return [
    element("base", { href: at("base/"), target: "_top" }),
    element("meta", { "http-equiv": "refresh", content: `0;url=${at("refresh")}` }),
    element("meta", { "http-equiv": "Refresh", content: "0;url=javascript:top.pwned=6" }),
    ...relations.map((rel) => element("link", { rel, href: at(rel), as: "script" })),
    element("link", { rel: "modulepreload", href: at("module.js") }),
    element("link", { rel: "stylesheet", href: at("sheet.css") }),
    element("link", { rel: "stylesheet", href: at("assets/sheet.css"), crossorigin: "" }),
    element("link", { rel: "icon", href: at("icon") }),
    element("link", { rel: "manifest", href: at("manifest") }),
    element("style", {}, text(css)),
    element("style", { _cssText: css }),
    element("script", { src: at("script.js") }),
    element("script", {}, text("top.pwned = 7")),
    element("SCRIPT", { type: "module" }, text("top.pwned = 8")),
  ];
}

function bodyOf(at: AddressOf) {
  const pixel = { style: "width:1px;height:1px" };
  const button = element("button", { formaction: at("formaction") }, text("Send"));
  return [
    element("img", { ...pixel, src: at("img"), srcset: at("srcset 2x"), onerror: "top.pwned = 9" }),
    element("img", { ...pixel, src: `data:image/svg+xml,${encodeURIComponent(SVG)}` }),
    svg("svg", { onload: "top.pwned = 10" }, [
      svg("script", {}, [text("top.pwned = 11")]),
      svg("script", { href: at("svg.js") }),
      svg("image", { href: at("svg-image"), "xlink:href": at("svg-xlink") }),
      svg("use", { href: at("use.svg#a") }),
      svg("feImage", { href: at("fe-image") }),
      svg("a", { href: "javascript:top.pwned = 12" }, [svg("text", { y: "20" }, [text("In SVG")])]),
      svg("animate", { attributeName: "href", values: "javascript:top.pwned=13", begin: "0s" }),
    ]),
    element("iframe", { ...pixel, src: at("frame") }),
    element("iframe", { ...pixel, src: "javascript:top.pwned = 14" }),
    element("iframe", { ...pixel, srcdoc: `<script>top.pwned = 15</script>${MARKUP}` }),
    element("iframe", { ...pixel, sandbox: "allow-scripts", srcdoc: `<img src="${at("doc")}">` }),
    element("object", { ...pixel, data: at("object") }),
    element("embed", { ...pixel, src: at("embed") }),
    element("video", { ...pixel, src: at("video"), poster: at("poster"), autoplay: "" }),
    element("audio", { src: at("audio"), autoplay: "" }),
    element("form", { action: at("form"), target: "_top" }, button),
    element("form", { action: "javascript:top.pwned = 16" }, element("input", { type: "image" })),
    element("a", { href: at("link"), ping: at("ping"), target: "_blank" }, text("Away")),
    element("input", { autofocus: "", onfocus: "top.pwned = 17" }),
    element("details", { open: "", ontoggle: "top.pwned = 18" }),
    element("body", { background: at("background"), onload: "top.pwned = 19" }),
    element("ul", {}, element("li", {}, text(MARKUP))),
    element("template", {}, element("script", {}, text("top.pwned = 20"))),
    element("noscript", {}, text(MARKUP)),
  ];
}

/** What comes after the page is there. */
function lateEvents(at: AddressOf, linkId: number): eventWithTime[] {
  const script = element("script", {}, text("top.pwned = 21"));
  const frame = element("iframe", { src: at("late-frame"), srcdoc: MARKUP });
  const sheet = element("link", { rel: "stylesheet", href: at("late.css") });
  const nodes = [script, frame, sheet].map((node) => ({ parentId: linkId, nextId: null, node }));
  const handlers = { onclick: "top.pwned = 22", style: `background: url(${at("late-back")})` };
  return [
    mutation(100, { adds: nodes }),
    mutation(200, {
      attributes: [
        { id: linkId, attributes: handlers },
        { id: frame.id, attributes: { src: at("later-frame"), srcdoc: MARKUP } },
        { id: sheet.id, attributes: { rel: "preconnect", href: at("later-preconnect") } },
      ],
    }),
    incremental(300, {
      source: IncrementalSource.Font,
      family: "y",
      fontSource: `url(${at("late-font")})`,
      buffer: false,
    }),
    incremental(310, {
      source: IncrementalSource.StyleSheetRule,
      id: sheet.id,
      adds: [{ rule: `body { background: url(${at("late-rule")}) }`, index: 0 }],
    }),
    incremental(320, {
      source: IncrementalSource.AdoptedStyleSheet,
      id: 1,
      styleIds: [1],
      styles: [{ styleId: 1, rules: [{ rule: `p { background: url(${at("adopted")}) }` }] }],
    }),
  ];
}

function click(at: number, id: number): eventWithTime {
  const type = MouseInteractions.Click;
  return incremental(at, { source: IncrementalSource.MouseInteraction, type, id, x: 5, y: 5 });
}

/** What is shown beside the page, in lists. */
function logged(at: number): eventWithTime {
  const payload = { level: "error", payload: [JSON.stringify(MARKUP)], trace: [MARKUP] };
  const data = { plugin: "rrweb/console@1", payload };
  return { type: EventType.Plugin, data, timestamp: START + at } as eventWithTime;
}

function hostileManifest(): NonNullable<MadeRecording["manifest"]> {
  const urls = ["javascript:top.pwned = 23", `https://a.test/${MARKUP}`].map((url, i) => ({
    timestamp: START + i,
    url,
  }));
  return {
    targets: [{ targetId: "A", openedAt: START, urls, title: MARKUP }],
    gaps: [{ targetId: "A", from: START + 700, to: START + 800, reason: MARKUP, detail: MARKUP }],
    metadata: { [MARKUP]: MARKUP },
    client: { name: MARKUP },
  };
}

function svg(
  tagName: string,
  attributes: Record<string, string>,
  childNodes: ReturnType<typeof text>[] = [],
) {
  return { ...element(tagName, attributes, ...childNodes), isSVG: true as const };
}
