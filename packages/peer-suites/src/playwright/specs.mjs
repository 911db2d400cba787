/** Of tests/page: all but those of the assertions, which are about Node more than about pages. */
const PAGE = /[\\/]tests[\\/]page[\\/](?!expect-|matchers).*\.spec\.ts$/;

/**
 * Of tests/library: those that launch the browser in the test's process. Left out are units without
 * a browser, browsers behind a server of Playwright, tools (inspector, trace viewer, code generator)
 * and what needs a window.
 */
const LIBRARY = [
  "beforeunload",
  "browser.spec",
  "browsercontext-(?!credentials|fetch|pierce)",
  "browsertype-(basic|launch.spec)",
  "capabilities",
  "channels",
  "chromium/(bfcache|chromium|connect-to|css|disable|js|launcher|oopif|session|tracing)",
  "defaultbrowsercontext",
  "download",
  "emulation",
  "favicon",
  "geolocation",
  "har",
  "heap",
  "hit-target",
  "ignorehttpserrors",
  "inspector/console-api",
  "launcher",
  "locator-(dispatchevent|highlight)",
  "logger",
  "modernizr",
  "multiclient",
  "page-(clock|close|event)",
  "pdf",
  "permissions",
  "popup",
  "proxy.spec",
  "resource-timing",
  "route-web-socket",
  "screencast",
  "screenshot",
  "selectors-register",
  "shared-worker",
  "signals",
  "slowmo",
  "tap",
  "tracing",
  "unroute-behavior",
  "web-socket",
];

/** What `testMatch` of the two projects takes. */
export const SPECS = {
  page: [PAGE],
  library: LIBRARY.map((name) => new RegExp(`[\\\\/]tests[\\\\/]library[\\\\/]${name}`)),
};
