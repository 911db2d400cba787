import type { RecorderConfig } from "./config.js";
import {
  characterData,
  closest,
  ELEMENT,
  FRAGMENT,
  getAttribute,
  hostOf,
  isMatch,
  localName,
  lowerCase,
  matches,
  nodeType,
  parentNode,
  querySelector,
  repeat,
  replaceMatches,
  SafeWeakSet,
} from "./natives.js";
import { SplitSecrets } from "./split-secrets.js";

/** Fields that hold what nobody may see, by the tokens of their `autocomplete`. */
const SECRET_TOKENS = /(?:^|\s)(?:(?:current|new)-password|one-time-code|cc-[\w-]+)(?:\s|$)/i;
/** Types whose value is a label, or nothing that a person filled in. */
const LABELLED = /^(?:button|submit|reset|image|checkbox|radio)$/;

/** Decides what of the page's text and values may be seen, and what stands in for the rest. */
export class Masking {
  /** Elements whose text is masked, with all that is in them. */
  private readonly textSelector: string;
  private readonly blockSelector: string;
  private readonly eitherSelector: string;
  /** Fields that were password fields once: a page may show them in the clear. */
  private readonly passwords = new SafeWeakSet<Element>();

  private readonly secrets: SplitSecrets;

  constructor(private readonly config: RecorderConfig) {
    this.secrets = new SplitSecrets(config.secrets);
    this.textSelector = any([
      ".rr-mask",
      config.maskTextSelector,
      config.maskContentEditable &&
        ":is([contenteditable=''],[contenteditable=true i],[contenteditable=plaintext-only i])",
      // What is in there are values that were filled in before.
      config.maskAllInputs && "datalist",
    ]);
    this.blockSelector = any([".rr-block", config.blockSelector]);
    this.eitherSelector = any([this.textSelector, this.blockSelector]);
    const selectors = [this.textSelector, this.blockSelector, config.unmaskSelector ?? "*"];
    // Throws where one is not valid: better no recording than one that shows too much.
    for (let i = 0; i < selectors.length; i++) querySelector(document, selectors[i] as string);
  }

  /** Whether it is blocked or begins what is masked: asked first, as nearly all are neither. */
  isMarked(element: Element): boolean {
    return matches(element, this.eitherSelector);
  }

  isBlocked(element: Element): boolean {
    return matches(element, this.blockSelector);
  }

  /** Whether this element begins a part of the page whose text is masked. */
  beginsMasked(element: Element): boolean {
    return matches(element, this.textSelector);
  }

  /** Whether the text directly in a node is masked, by itself or by what that is in. */
  isTextMasked(parent: Node | null): boolean {
    let at = parent;
    while (at) {
      if (nodeType(at) === ELEMENT) {
        const element = at as Element;
        if (closest(element, this.textSelector)) return true;
      }
      at = hostAbove(at);
    }
    return false;
  }

  /** A text node's text as it may be seen. */
  textOf(node: CharacterData, isMasked: boolean): string {
    const text = characterData(node);
    if (isMasked) return this.maskText(text);
    return this.config.secrets.length > 0 ? this.secrets.withoutParts(node, text) : text;
  }

  maskText(text: string): string {
    return this.config.maskFn === "length-preserving"
      ? replaceMatches(text, /\S/g, "*")
      : this.stars(text);
  }

  /** What a field shows: its value, or what stands for it. */
  fieldValue(element: Element, value: string): string {
    return this.isFieldMasked(element) ? this.stars(value) : value;
  }

  isFieldMasked(element: Element): boolean {
    const tag = localName(element);
    const type = tag === "input" ? lowerCase(getAttribute(element, "type") ?? "text") : tag;
    if (type === "password") this.passwords.add(element);
    if (this.passwords.has(element)) return true;
    if (isMatch(SECRET_TOKENS, getAttribute(element, "autocomplete") ?? "")) return true;
    if (!this.config.maskAllInputs || isMatch(LABELLED, type)) return false;
    const { unmaskSelector } = this.config;
    return !unmaskSelector || !matches(element, unmaskSelector);
  }

  private stars(text: string): string {
    if (text === "" || this.config.maskFn === "remove") return "";
    return this.config.maskFn === "stars" ? "****" : repeat("*", text.length);
  }
}

/** The host of the shadow tree that a node is in. */
function hostAbove(node: Node): Node | null {
  let at: Node | null = node;
  for (let up = parentNode(at); up; up = parentNode(at)) at = up;
  return isShadowRoot(at) ? hostOf(at) : null;
}

function isShadowRoot(node: Node): node is ShadowRoot {
  if (nodeType(node) !== FRAGMENT) return false;
  try {
    return hostOf(node as ShadowRoot) !== null;
  } catch {
    // A fragment that is no shadow root: the getter is not for it.
    return false;
  }
}

function any(selectors: (string | false | undefined)[]): string {
  let list = "";
  for (let i = 0; i < selectors.length; i++) {
    if (selectors[i]) list += (list && ",") + selectors[i];
  }
  return list;
}
