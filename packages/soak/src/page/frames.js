import { drop, times } from "./make.js";

const COUNT = 10;

/**
 * Shows frames until they are loaded.
 *
 * @param {string[]} addresses
 */
export async function showFrames(addresses) {
  const frames = times(COUNT, (i) => {
    const frame = document.createElement("iframe");
    const address = addresses[i % addresses.length];
    if (address) frame.src = address;
    else frame.srcdoc = "<p>in a frame</p>";
    const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    document.body.append(frame);
    return { frame, loaded };
  });
  await Promise.all(frames.map(({ loaded }) => loaded));
  // One that goes on to another document.
  const last = /** @type {HTMLIFrameElement} */ (frames.at(-1)?.frame);
  const loaded = new Promise((done) => last.addEventListener("load", done, { once: true }));
  last.src = "/frame.html?again";
  await loaded;
  return () => drop(frames.map(({ frame }) => frame));
}
