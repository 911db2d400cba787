// Each patch names what it finds in rrweb's published build and how often; a build that no longer
// has it fails, so that an update of rrweb is looked at.

/** @type {{ why: string, find: RegExp, replace: string, count: number }[]} */
const patches = [
  {
    why: "rrweb adds iframes to the page to find clean prototypes; ours were taken at the start",
    find: /function getUntaintedPrototype(?:\$\d)?\(key\) \{/g,
    replace: "$&\n\treturn pagereel.pristine(key);",
    count: 3,
  },
  {
    why: "ids of the documents of one target must not overlap",
    find: /function genId\(\) \{\n\treturn _id\+\+;/g,
    replace: "function genId() {\n\treturn pagereel.nextNodeId();",
    count: 1,
  },
  {
    why: "nor must those of their adopted style sheets",
    find: /var StyleSheetMirror = class \{\n\tid = 1;/g,
    replace: "var StyleSheetMirror = class {\n\tid = pagereel.firstStyleId();",
    count: 1,
  },
  {
    why: "the same after a reset",
    find: /this\.idStyleMap = \/\* @__PURE__ \*\/ new Map\(\);\n\t\tthis\.id = 1;/g,
    replace: "this.idStyleMap = /* @__PURE__ */ new Map();\n\t\tthis.id = pagereel.firstStyleId();",
    count: 1,
  },
  {
    why: "every frame has a recorder of its own, so a parent does not descend into its frames",
    find: /function onceIframeLoaded\(iframeEl, listener, iframeLoadTimeout\) \{/g,
    replace: "$&\n\treturn;",
    count: 1,
  },
  {
    why: "tells which iframe elements have an id, to join them with their documents",
    find: /addIframe\(iframeEl\) \{/g,
    replace: "$&\n\t\tpagereel.onIframe(iframeEl);\n\t\treturn;",
    count: 1,
  },
  {
    why: "record() runs when there is a body; rrweb would wait for the end of parsing",
    find: /if \(\["interactive", "complete"\]\.includes\(document\.readyState\)\) init\(\);/g,
    replace: "if (true) init();",
    count: 1,
  },
  {
    why: "an iframe in the replay is filled by the replayer: its own content must not load, nor its sandbox keep the replayer out",
    find: /function ignoreAttribute\(tagName, name, _value\) \{/g,
    replace:
      '$&\n\tif (tagName === "iframe" && (name === "srcdoc" || name === "sandbox")) return true;',
    count: 1,
  },
  {
    why: "a value set by script would be read a task later, when the page may be gone; and the setter shows",
    find: /\{ set\(value\) \{\n\t\tsetTimeout\(\(\) => \{\n\t\t\td\.set\.call\(this, value\);\n\t\t\}, 0\);\n\t\tif \(original && original\.set\) original\.set\.call\(this, value\);\n\t\} \}/g,
    replace:
      "{ set: pagereel.disguise(original?.set, function (value) { original?.set?.call(this, value); d.set.call(this, value); }) }",
    count: 1,
  },
  {
    why: "a replaced method is to look like the native one, and to be where that was",
    find: /function patch\(source, name, replacement\) \{/g,
    replace:
      "$&\n\tif (name in source) return pagereel.replaceMethod(source, name, replacement(source[name]));",
    count: 1,
  },
  {
    why: "a property of the document itself shows; the prototype's setter serves all documents and roots",
    find: /function initAdoptedStyleSheetObserver\(\{ mirror, stylesheetManager \}, host\) \{/g,
    replace:
      '$&\n\tconst adopterId = mirror.getId(host.nodeName === "#document" ? host : src_default.host(host));\n\treturn adopterId === -1 ? () => {} : pagereel.onAdoptedStyleSheets(host, callbackWrapper((sheets) => stylesheetManager.adoptStyleSheets(sheets, adopterId)));',
    count: 1,
  },
  {
    why: "the replayer builds HTML documents, which can hold no CDATA section: it is text there",
    find: /case n\.TEXT_NODE: return serializeTextNode/g,
    replace: "case n.CDATA_SECTION_NODE:\n\t\t$&",
    count: 1,
  },
  {
    why: "0 means each event, not the default: a throttle's last event is lost with the page",
    find: /sampling\.(scroll|media) \|\| /g,
    replace: "sampling.$1 ?? ",
    count: 2,
  },
  {
    why: "the same for the size of the window",
    find: /lastW = width;\n\t\t\}\n\t\}\), 200\)\), win\);/g,
    replace: "lastW = width;\n\t\t}\n\t}), 0)), win);",
    count: 1,
  },
  {
    why: "listeners go on by the native method, which a page or Zone.js may have patched",
    find: /function on\(type, fn, target = document\) \{/g,
    replace: "$&\n\treturn pagereel.on(type, fn, target);",
    count: 1,
  },
  {
    why: "what stops record() from starting is told to Node, not to the page's console",
    find: /console\.warn\(error\);(\n\t\}\n\}\nrecord\.addCustomEvent)/g,
    replace: "errorHandler?.(error);$1",
    count: 1,
  },
  {
    why: "replaying alone needs postcss: marked as free of side effects, it is left out",
    find: /(var import_postcss(?:\$1)? = \/\* @__PURE__ \*\/ __toESM(?:\$1)?\()\(/g,
    replace: "$1/* @__PURE__ */ (",
    count: 2,
  },
  {
    why: "the same for the names that are read from it",
    find: /^(?:var postcss_default(?:\$1)? = )?import_postcss(?:\$1)?\.default(?:\.\w+)?;\n/gm,
    replace: "",
    count: 50,
  },
];

/** rrweb's source with all patches applied. */
export function patchRrweb(source) {
  for (const { why, find, replace, count } of patches) {
    const found = source.match(find)?.length ?? 0;
    if (found !== count) {
      throw new Error(`rrweb patch found ${found} places instead of ${count}: ${why} (${find})`);
    }
    source = source.replace(find, replace);
  }
  return source;
}
