import type { KnownCause } from "./metric/known-cause.ts";

/**
 * Every difference between live pages and their replays that is known, by its cause. What is not
 * here fails, and what is here without being so fails as well. A question mark: on some runs only.
 */
export const KNOWN_CAUSES: KnownCause[] = [
  {
    by: "replayer",
    cause:
      "It gives an element the focus by a script, for which the browser draws a ring that a click does not draw; and full snapshots do not say what has the focus: after a seek, in frames and in shadow roots it may be elsewhere.",
    differences: {
      "gaps/dialog": ["focus"],
      "gaps/details": ["focus"],
      "gaps/form-reset": ["focus"],
      "constructs/form": ["focus"],
      "constructs/list-box": ["focus"],
      "constructs/history": ["focus"],
      "constructs/navigation": ["focus?"],
      "libraries/todo-react": ["focus"],
      "libraries/todo-preact": ["focus"],
      "libraries/todo-vue": ["focus"],
      "libraries/todo-knockout": ["focus"],
      "libraries/todo-mithril": ["focus"],
      "libraries/todo-alpine": ["focus"],
      "libraries/todo-lit": ["focus"],
      "libraries/select2": ["focus"],
      "libraries/flatpickr": ["focus?"],
      "libraries/leaflet": ["focus"],
      "libraries/htmx": ["focus"],
      "libraries/wired-elements": ["focus"],
      "libraries/news": ["focus"],
      "packages/admin-lte/index3": ["focus"],
      "packages/admin-lte/starter": ["focus"],
      "packages/admin-lte/forms/general": ["focus"],
      "packages/admin-lte/forms/advanced": ["focus"],
      "packages/admin-lte/tables/data": ["focus?"],
      "packages/admin-lte/examples/profile": ["focus"],
      "packages/uikit/accordion": ["focus"],
      "packages/uikit/form": ["focus"],
      "packages/uikit/dropdown": ["focus"],
      "packages/uikit/offcanvas": ["focus"],
      "packages/jquery-ui-dist/index": ["focus"],
    },
  },
  {
    by: "replayer",
    cause:
      "Where scripts are off, a canvas has no size and no picture; its pixels are not recorded either.",
    differences: {
      "gaps/canvas-2d": ["pixels"],
      "gaps/canvas-tainted": ["pixels"],
      "gaps/canvas-webgl": ["pixels"],
      "libraries/chart": ["pixels"],
      "packages/admin-lte/index": ["rect", "scroll", "pixels"],
      "packages/admin-lte/index2": ["rect", "scroll", "pixels"],
      "packages/admin-lte/index3": ["rect", "scroll", "pixels"],
      "packages/admin-lte/charts/flot": ["pixels"],
      "packages/startbootstrap-sb-admin-2/index": ["pixels"],
    },
  },
  {
    by: "replayer",
    cause:
      "Hovering is replayed by mouse events: where the page moves under a mouse that rests, the replay shows the element that was there before.",
    differences: {
      "packages/admin-lte/index3": ["style"],
      "packages/admin-lte/UI/modals": ["style"],
      "packages/startbootstrap-sb-admin-2/index": ["style"],
      "packages/uikit/offcanvas": ["style"],
      "packages/jquery-ui-dist/index": ["style"],
    },
  },
  {
    by: "replayer",
    cause:
      "The ring, and other styles of :focus, show where the element has the focus on one side only.",
    differences: {
      "gaps/details": ["pixels"],
      "constructs/list-box": ["pixels"],
      "libraries/select2": ["pixels"],
      "libraries/leaflet": ["pixels"],
      "packages/admin-lte/forms/advanced": ["style"],
      "packages/admin-lte/tables/data": ["style?"],
      "packages/jquery-ui-dist/index": ["pixels"],
    },
  },
  {
    by: "recorder",
    cause: "push() on adoptedStyleSheets is not seen, only its setter is.",
    differences: {
      "gaps/adopted-sheet-pushed": ["rect", "style"],
    },
  },
  {
    by: "replayer",
    cause: "After a seek back a document keeps the sheets that it adopted later.",
    differences: {
      "gaps/adopted-sheet-replaced": ["rect", "style"],
      "gaps/adopted-sheet-shared": ["rect", "style", "pixels?"],
    },
  },
  {
    by: "recorder",
    cause: "CSS.registerProperty() is not recorded.",
    differences: {
      "gaps/register-property": ["style"],
    },
  },
  {
    by: "recorder",
    cause:
      "The browser gives no text for a shorthand with var() before a longhand, and sheets are read by their rules.",
    differences: {
      "packages/startbootstrap-creative/index": ["style", "pixels"],
    },
  },
  {
    by: "recorder",
    cause: "Slots that a script assigns are not recorded.",
    differences: {
      "gaps/slot-assign": ["rect", "style"],
    },
  },
  {
    by: "replayer",
    cause: "A dialog that was modal and is closed is not closed by its method, and stays modal.",
    differences: {
      "gaps/dialog": ["style", "state"],
    },
  },
  {
    by: "recorder",
    cause: "The namespace of MathML is not recorded: its elements become unknown ones.",
    differences: {
      "gaps/mathml": ["rect", "style", "state"],
    },
  },
  {
    by: "replayer",
    cause: "Attributes lose their namespace: xml:space has no effect.",
    differences: {
      "gaps/xml-space": ["rect", "style"],
    },
  },
  {
    by: "replayer",
    cause:
      "That a custom element is defined is recorded, but elements that were there before stay undefined in the replay.",
    differences: {
      "gaps/define-later": ["rect", "style", "state"],
    },
  },
  {
    by: "recorder",
    cause: "document.open() takes the observers away: nothing is recorded afterwards.",
    differences: {
      "gaps/frame-document-write": ["rect", "state"],
    },
  },
  {
    by: "replayer",
    cause: "A document in a mode between quirks and standards becomes one in standards mode.",
    differences: {
      "gaps/limited-quirks-mode": ["rect"],
    },
  },
  {
    by: "recorder",
    cause:
      "Of a select its one value is recorded: not several options, nor those that a library selects by their attributes.",
    differences: {
      "libraries/quill": ["state"],
    },
  },
  {
    by: "recorder",
    cause: "indeterminate is not recorded.",
    differences: {
      "packages/uikit/form": ["style"],
    },
  },
  {
    by: "recorder",
    cause: "setCustomValidity() is not recorded.",
    differences: {
      "gaps/custom-validity": ["style", "state", "pixels"],
    },
  },
  {
    by: "replayer",
    cause:
      "Where scripts are off, images are never lazy: the replay shows those that the page had not loaded.",
    differences: {
      "gaps/lazy-image": ["rect"],
    },
  },
  {
    by: "recorder",
    cause: "Images from blobs are not recorded.",
    differences: {
      "gaps/blob-image": ["rect", "pixels"],
    },
  },
  {
    by: "recorder",
    cause:
      "The documents of object and embed are recorded but have no place in the recording; they are fetched again by their address.",
    differences: {
      "gaps/object-and-embed": ["missing"],
    },
  },
  {
    by: "metric",
    cause:
      "A frame that runs no scripts is recorded from a world of its own, in which the metric does not look for ids.",
    differences: {
      "constructs/frame-sandboxed": ["withoutId", "extra"],
    },
  },
  {
    by: "replayer",
    cause: "A blocked element is a grey box.",
    differences: {
      "constructs/masked": ["style", "pixels"],
    },
  },
  {
    by: "metric",
    cause: "In the middle of loading, the replay has images that the page still waits for.",
    differences: {
      "constructs/slow-image": ["pixels"],
    },
  },
  {
    by: "replayer",
    cause: ":target does not match: the replay's document has no address.",
    differences: {
      "packages/spectre.css/components/modals": ["rect", "style", "pixels"],
    },
  },
  {
    by: "replayer",
    cause:
      "A font that only its own site may use is not loaded by a replay, which has another origin.",
    differences: {
      "gaps/font-without-cors": ["rect", "pixels"],
    },
  },
  {
    by: "replayer",
    cause:
      "A document in a frame that has no doctype comes to be in standards mode: its box is not as high as the frame.",
    differences: {
      "packages/reveal.js/demo": ["state"],
      "packages/playwright-core/lib/vite/traceViewer/index": ["rect", "state"],
    },
  },
  {
    by: "recorder",
    cause: "A sheet that @import brings after the snapshot is not recorded.",
    differences: {
      "gaps/sheet-import": ["rect?", "style?", "pixels?"],
    },
  },
];
