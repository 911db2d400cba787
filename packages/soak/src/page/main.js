import { showFrames } from "./frames.js";
import { kinds } from "./make.js";
import { usePopup } from "./popup.js";

/** ms. Pictures of canvases are taken ten times a second, and need a moment to be packed. */
const SHOWN_MS = 350;

const POPUPS = 7;

/** What stays for the page's whole life, and is changed each round. */
const [text, canvas] = stay();

Object.assign(window, { liveRound });

/**
 * One round of the page's life: what it makes, it drops again.
 *
 * @param {string[]} frameAddresses - an empty one is a frame with a text of its own
 * @param {boolean} popups
 */
async function liveRound(frameAddresses, popups) {
  const drops = kinds.map((make) => make());
  drops.push(await showFrames(frameAddresses));
  if (popups) for (let i = 0; i < POPUPS; i++) await usePopup();
  history.replaceState({}, "", location.href);
  history.pushState({}, "", location.href);
  text.data = `${Date.now()}`;
  canvas.getContext("2d")?.fillRect(Math.random() * 90, 0, 2, 90);
  scrollTo(0, Math.random() * 100);
  await new Promise((done) => setTimeout(done, SHOWN_MS));
  for (const drop of drops) drop();
}

/** @returns {[Text, HTMLCanvasElement]} */
function stay() {
  const shown = document.createTextNode("0");
  const drawn = document.createElement("canvas");
  document.body.append(shown, drawn);
  return [shown, drawn];
}
