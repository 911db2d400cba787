/**
 * Looks whether something is about to change by itself.
 *
 * @param {Document} document
 * @returns {{ isAtRest: boolean, layout: string }} where everything is with it: scripts that move
 *   things, and smooth scrolling, are no animations
 */
export function lookForRest(document) {
  const roots = rootsOf(document);
  const elements = roots.flatMap((root) => [...root.querySelectorAll("*")]);
  return { isAtRest: roots.every(isRootAtRest), layout: layoutOf(elements) };
}

/** @param {Element[]} elements */
function layoutOf(elements) {
  let sum = 0;
  let styles = 0;
  for (const element of elements) {
    const { x, y, width, height } = element.getBoundingClientRect();
    sum += x + y * 3 + width * 5 + height * 7 + element.scrollTop + element.scrollLeft;
    for (const letter of element.getAttribute("style") ?? "") styles += letter.charCodeAt(0);
  }
  return `${elements.length} ${sum} ${styles}`;
}

/**
 * Pictures and fonts are there, animations that end have ended.
 *
 * @param {Document | ShadowRoot} root
 */
function isRootAtRest(root) {
  return (
    !root.getAnimations().some((animation) => hasEnd(animation) && isRunning(animation)) &&
    [...root.querySelectorAll("img")].every((image) => image.complete || isLazy(image)) &&
    (!("fonts" in root) || root.fonts.status === "loaded")
  );
}

/**
 * Stops what moves, at its beginning if it has no end, so that two pages can be compared.
 *
 * @param {Document} document
 * @param {boolean} finish - true ends animations that have an end. In a page that is recorded that
 *   would be seen by its scripts.
 * @returns {() => void} lets it move again
 */
export function freeze(document, finish) {
  const moving = rootsOf(document)
    .flatMap((root) => root.getAnimations())
    .filter(({ timeline }) => timeline === null || timeline === document.timeline);
  const frozen = moving.filter((animation) => isRunning(animation) && !hasEnd(animation));
  if (finish) for (const each of moving) if (hasEnd(each)) each.finish();
  const times = frozen.map(({ currentTime }) => currentTime);
  for (const animation of frozen) {
    animation.pause();
    animation.currentTime = 0;
  }
  return () => {
    for (const [index, animation] of frozen.entries()) {
      animation.currentTime = /** @type {CSSNumberish} */ (times[index]);
      animation.play();
    }
  };
}

/**
 * The document, its open shadow roots, and those of the frames that can be reached.
 *
 * @param {Document | ShadowRoot} root
 * @returns {(Document | ShadowRoot)[]}
 */
function rootsOf(root) {
  return [root, ...[...root.querySelectorAll("*")].flatMap(rootsInside)];
}

/** @param {Element} element */
function rootsInside(element) {
  const inner =
    element.shadowRoot ??
    (element.localName === "iframe" && /** @type {HTMLIFrameElement} */ (element).contentDocument);
  return inner ? rootsOf(inner) : [];
}

/** @param {Animation} animation */
function hasEnd(animation) {
  return Number.isFinite(animation.effect?.getComputedTiming().endTime);
}

/** @param {Animation} animation */
function isRunning({ playState }) {
  return playState === "running" || playState === "paused";
}

/** @param {HTMLImageElement} image */
function isLazy({ loading }) {
  return loading === "lazy";
}
