/** Runs in the replay's page, where rrweb's stock Replayer is loaded. */

/** @typedef {import("@rrweb/types").eventWithTime} Event */

/**
 * @param {Event[]} events
 * @param {import("../replay/replay.js").ReplayOptions} options
 * @returns {Promise<void>}
 */
export async function showReplay(events, { until, useVirtualDom = true }) {
  document.body.replaceChildren();
  const rrweb = /** @type {{ rrweb: typeof import("rrweb") }} */ (/** @type {any} */ (window))
    .rrweb;
  const replayer = new rrweb.Replayer(events, { mouseTail: false, useVirtualDom });
  const { startTime, endTime } = replayer.getMetaData();
  // Paused at a time, the replayer has applied what came before that time: 1 ms more takes in the
  // events at it.
  replayer.pause((until ?? endTime) - startTime + 1);
  // Scrolling and the mouse are applied a task later.
  await new Promise((done) => setTimeout(done, 0));
}

/** @returns {Document} the rebuilt document */
export function replayedDocument() {
  const iframe = /** @type {HTMLIFrameElement} */ (
    document.querySelector(".replayer-wrapper iframe")
  );
  return /** @type {Document} */ (iframe.contentDocument);
}

/** @returns {{ x: number, y: number }} where the mouse is shown, in CSS pixels of the page */
export function mousePosition() {
  const mouse = /** @type {HTMLElement} */ (document.querySelector(".replayer-mouse"));
  return { x: Number.parseFloat(mouse.style.left), y: Number.parseFloat(mouse.style.top) };
}
