import { afterCall } from "./disguise.js";
import {
  computedStyle,
  getter,
  listen,
  lowerCase,
  method,
  ownKeys,
  replaceMatches,
  SafeWeakMap,
  SafeWeakSet,
} from "./natives.js";

const effectOf = getter(Animation.prototype, "effect");
const targetOfEffect = getter(KeyframeEffect.prototype, "target");
const pseudoOfEffect = getter(KeyframeEffect.prototype, "pseudoElement");
const keyframesOf = method(KeyframeEffect.prototype, "getKeyframes");
const timingOf = method(AnimationEffect.prototype, "getTiming");
const propertyValue = method(CSSStyleDeclaration.prototype, "getPropertyValue");

const watched = new SafeWeakSet<Animation>();
/** What animations that are over still make of elements, as declarations. */
const fills = new SafeWeakMap<Element, string>();

/** The declarations that finished animations of an element amount to, or an empty text. */
export function filledStyle(element: Element): string {
  return fills.get(element) ?? "";
}

/**
 * Hooks the ways by which scripts begin animations.
 *
 * @param onFilled - called when `filledStyle` of an element is another one
 */
export function watchAnimations(onFilled: (element: Element) => void): void {
  const watch = (animation: Animation) => {
    const effect = effectOf(animation);
    // A listener keeps an animation, and its element, for as long as nothing is painted.
    if (!effect || !fillsForwards(effect) || watched.has(animation)) return;
    watched.add(animation);
    listen(animation, "finish", () => keepFill(animation, onFilled));
    listen(animation, "cancel", () => dropFill(animation, onFilled));
  };
  afterCall(Element.prototype, "animate", (_element, _args, animation) =>
    watch(animation as Animation),
  );
  afterCall(Animation.prototype, "play", watch);
}

function keepFill(animation: Animation, onFilled: (element: Element) => void): void {
  const effect = effectOf(animation) as KeyframeEffect | null;
  const element = effect && targetOfEffect(effect);
  if (!element || pseudoOfEffect(effect) || !fillsForwards(effect)) return;
  const keyframes = keyframesOf(effect);
  const last = keyframes[keyframes.length - 1];
  if (!last) return;
  const style = computedStyle(element);
  let text = "";
  const names = ownKeys(last);
  for (let i = 0; i < names.length; i++) {
    const name = cssName(names[i] as string);
    const value = propertyValue(style, name);
    if (value !== "") text += `${name}: ${value}; `;
  }
  fills.set(element, text);
  onFilled(element);
}

function fillsForwards(effect: AnimationEffect): boolean {
  const { fill } = timingOf(effect);
  return fill === "forwards" || fill === "both";
}

function dropFill(animation: Animation, onFilled: (element: Element) => void): void {
  const effect = effectOf(animation) as KeyframeEffect | null;
  const element = effect && targetOfEffect(effect);
  if (element && fills.delete(element)) onFilled(element);
}

/** What is no property, such as `offset`, has a name that has no value. */
function cssName(name: string): string {
  switch (name) {
    case "offset":
    case "computedOffset":
    case "easing":
    case "composite":
      return "";
    case "cssFloat":
      return "float";
    case "cssOffset":
      return "offset";
    default:
      return lowerCase(replaceMatches(name, /[A-Z]/g, "-$&"));
  }
}
