import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import {
  errorsOf,
  evaluateBare,
  openPage,
  openWithout,
  sent,
  sentText,
} from "../support/recorded-page.js";

let zone = "";
let fakeTimers = "";

beforeAll(async () => {
  zone = await bundle(`import "zone.js"`);
  fakeTimers = await bundle(`export * from "@sinonjs/fake-timers"`);
});

/** A script element's text, whose exports are in the global `Bundle`. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "Bundle",
    // What is Node's own, and not asked for in a browser.
    external: ["timers", "timers/promises", "util"],
  });
  return outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? "";
}

/** What the page does after its own tampering, and what has to be in the recording of it. */
const ACT = `
  document.querySelector("#p").textContent = "changed";
  document.querySelector("#i").value = "typed";
  document.querySelector("#s").sheet.insertRule("p { color: rgb(1, 2, 3) }", 0);
  document.querySelector("#h").attachShadow({ mode: "closed" }).innerHTML = "<b>inside</b>";
  document.body.append(Object.assign(document.createElement("em"), { id: "late" }));`;
const BODY = `<body><p id="p">kept</p><input id="i"><style id="s"></style><div id="h"></div>`;

async function expectRecorded(page: Awaited<ReturnType<typeof openPage>>): Promise<void> {
  await evaluateBare(page, ACT);
  const text = await sentText(page);
  for (const part of ["kept", "changed", '"text":"*****"', "rgb(1, 2, 3)", "inside", "late"]) {
    expect(text).toContain(part);
  }
  for (const { timestamp } of (await sent(page)).flatMap(({ events }) => events)) {
    expect(Math.abs(timestamp - Date.now())).toBeLessThan(60_000);
  }
  expect(await errorsOf(page)).toEqual([]);
}

const PAGES: Record<string, string> = {
  "replaces natives": `
    Object.defineProperty(Array.prototype, "toJSON", { value: () => "broken" });
    Object.defineProperty(Object.prototype, "toJSON", { value: () => "broken" });
    JSON.stringify = () => "broken"; window.setTimeout = () => 0; window.Promise = null;
    window.Date = function () {}; window.MutationObserver = null; window.queueMicrotask = null;
    Node.prototype.contains = () => { throw 1 };
    Object.defineProperty(Node.prototype, "childNodes", { get() { return [] } });
    EventTarget.prototype.addEventListener = () => {};
    window.postMessage = () => {}; window.console = null; window.Node = null; window.URL = null;`,
  "breaks iteration and collections": `
    Array.prototype[Symbol.iterator] = () => { throw 1 };
    for (const name of ["push", "map", "forEach", "join", "slice", "filter"]) {
      Array.prototype[name] = () => { throw name };
    }
    for (const { prototype } of [Map, Set, WeakMap, WeakSet]) {
      for (const name of ["get", "set", "has", "add", "delete", "forEach"]) {
        prototype[name] = () => { throw name };
      }
    }
    String.prototype.indexOf = () => { throw 2 }; String.prototype.slice = () => "broken";
    Function.prototype.call = Function.prototype.apply = Function.prototype.bind = null;
    Reflect.apply = null;`,
  "pollutes what options inherit from": `
    Object.prototype.once = true; Object.prototype.attributeFilter = ["none"];
    Object.prototype.childList = false; Object.prototype.get = () => 7;
    Object.prototype.signal = AbortSignal.abort();`,
  "freezes everything": `
    for (const name of Object.getOwnPropertyNames(window)) {
      const value = Object.getOwnPropertyDescriptor(window, name).value;
      if (typeof value !== "function") continue;
      Object.freeze(value);
      if (value.prototype) Object.freeze(value.prototype);
    }`,
};

test.each(Object.entries(PAGES))("a page that %s is recorded", async (_name, script) => {
  await expectRecorded(await openPage(`<!doctype html><script>${script}</script>${BODY}`));
});

test("a page with Zone.js is recorded", async () => {
  await expectRecorded(await openPage(`<!doctype html><script>${zone}</script>${BODY}`));
});

test("a page with Sinon's fake timers is recorded, in real time", async () => {
  const install = "Bundle.install({ now: 0 });";
  await expectRecorded(
    await openPage(`<!doctype html><script>${fakeTimers};${install}</script>${BODY}`),
  );
});

test("a page with Playwright's fake clock is recorded, in real time", async () => {
  const page = await openPage(`<!doctype html>${BODY}`, {
    prepare: (before) => before.clock.install({ time: 0 }),
  });
  expect(await page.evaluate("new Date().getFullYear()")).toBe(1970);
  await expectRecorded(page);
});

test("hooked functions look like the native ones, and so do the errors that they throw", async () => {
  const probe = `(() => {
    const seen = [];
    for (const name of Object.getOwnPropertyNames(window).sort()) {
      const { prototype } = Object.getOwnPropertyDescriptor(window, name).value ?? {};
      if (!prototype) continue;
      for (const key of Reflect.ownKeys(prototype)) {
        const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key);
        for (const each of [value, get, set]) {
          if (typeof each !== "function") continue;
          const shape = [each.name, each.length, Object.getOwnPropertyNames(each).join()];
          seen.push([name, String(key), Function.prototype.toString.call(each), shape].join());
        }
      }
    }
    for (const call of [
      () => document.styleSheets[0].insertRule("{{", 0),
      () => document.body.attachShadow({ mode: "wrong" }),
      () => Function.prototype.toString.call({}),
      () => new Element.prototype.animate(),
      () => { document.querySelector("input").value = Symbol("x"); },
    ]) {
      try { call(); } catch (error) { seen.push(error.stack.replace(/:\\d+:\\d+/g, "")); }
    }
    return seen;
  })()`;
  const html = `<!doctype html><style></style><body><input>`;
  await expectSame(html, probe);
});

test("hooked functions look like the native ones to frames and popups too", async () => {
  const probe = `(async () => {
    const popup = open(location.href);
    await new Promise((done) => popup.addEventListener("load", done));
    const frames = [0, 1].map(() => document.body.appendChild(document.createElement("iframe")));
    const windows = [window, popup, ...frames.map((frame) => frame.contentWindow)];
    const hooked = windows.flatMap(({ Element, Function, FontFace }) => [
      Element.prototype.attachShadow,
      Function.prototype.toString,
      FontFace,
    ]);
    const seen = windows.flatMap((each) =>
      hooked.map((one) => each.Function.prototype.toString.call(one)),
    );
    popup.close();
    return seen;
  })()`;
  await expectSame("<!doctype html><body>", probe);
});

async function expectSame(html: string, probe: string): Promise<void> {
  const without: string[] = await (await openWithout(html)).evaluate(probe);
  const recorded: string[] = await (await openPage(html)).evaluate(probe);
  expect(recorded.filter((line, i) => line !== without[i])).toEqual([]);
}
