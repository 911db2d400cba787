import type { KnownCause } from "./metric/known-cause.ts";

/**
 * Every difference between live pages and their replays that is known, by its cause. What is not
 * here fails, and what is here without being so fails as well. A question mark: on some runs only.
 */
export const KNOWN_CAUSES: KnownCause[] = [
  {
    by: "replayer",
    cause: "An element that is not to be seen for the moment cannot be given the focus.",
    differences: {
      "constructs/navigation": ["focus?"],
      "libraries/flatpickr": ["focus?"],
      "packages/admin-lte/tables/data": ["focus?"],
    },
  },
  {
    by: "recorder",
    cause: "A canvas with a picture of another site may not be read.",
    differences: {
      "gaps/canvas-tainted": ["pixels"],
    },
  },
  {
    by: "recorder",
    cause: "Of a canvas that is drawn on all the time, two pictures a second are recorded.",
    differences: {
      "packages/admin-lte/charts/flot": ["pixels?"],
    },
  },
  {
    by: "replayer",
    cause:
      "Chart.js scrolls hidden boxes to their ends to hear of changes of size; in a replay they are scrolled before their charts have their size.",
    differences: {
      "packages/admin-lte/index": ["rect", "scroll"],
      "packages/admin-lte/index2": ["rect", "scroll"],
      "packages/admin-lte/index3": ["rect", "scroll"],
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
    },
  },
  {
    by: "replayer",
    cause:
      "The ring, and other styles of :focus, show where the element has the focus on one side only.",
    differences: {
      "packages/admin-lte/tables/data": ["style?"],
    },
  },
  {
    by: "replayer",
    cause:
      "A custom element that is defined stays so: after a seek back to before that, it still is.",
    differences: {
      "gaps/define-later": ["rect", "style", "state"],
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
    by: "replayer",
    cause:
      "Where no option of a select is chosen, and one has an empty value, the replay chooses that.",
    differences: {
      "libraries/quill": ["state"],
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
      "gaps/frame-document-write": ["rect", "state"],
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
