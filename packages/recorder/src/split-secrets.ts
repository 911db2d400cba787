import {
  characterData,
  ELEMENT,
  firstChild,
  indexOf,
  lastChild,
  nextSibling,
  nodeType,
  parentNode,
  previousSibling,
  repeat,
  slice,
  TEXT,
} from "./natives.js";

/** Nodes that are looked at on either side of a text for the rest of a secret. */
const MAX_STEPS = 200;

/**
 * Finds the parts of secrets that lie in several text nodes. Those that lie in one are found where
 * the recording is written, with all their encodings.
 */
export class SplitSecrets {
  private readonly reach: number;

  constructor(private readonly secrets: string[]) {
    let longest = 1;
    for (let i = 0; i < secrets.length; i++) {
      longest = Math.max(longest, (secrets[i] as string).length);
    }
    this.reach = longest - 1;
  }

  /** The node's text with stars for what is a part of a secret, together with its neighbours. */
  withoutParts(node: Node, text: string): string {
    const before = this.gather(node, stepBack, (found, more) => more + found);
    const after = this.gather(node, stepOn, (found, more) => found + more);
    const whole = slice(before, -this.reach) + text + slice(after, 0, this.reach);
    const from = Math.min(before.length, this.reach);
    let result = text;
    for (let i = 0; i < this.secrets.length; i++) {
      const secret = this.secrets[i] as string;
      for (let at = indexOf(whole, secret); at !== -1; at = indexOf(whole, secret, at + 1)) {
        const start = Math.max(0, at - from);
        const end = Math.min(text.length, at + secret.length - from);
        if (start >= end) continue;
        result = slice(result, 0, start) + repeat("*", end - start) + slice(result, end);
      }
    }
    return result;
  }

  private gather(
    node: Node,
    step: (node: Node) => Node | null,
    join: (found: string, more: string) => string,
  ): string {
    let found = "";
    let at = step(node);
    for (let i = 0; at && i < MAX_STEPS && found.length < this.reach; i++) {
      if (nodeType(at) === TEXT) found = join(found, characterData(at as Text));
      at = step(at);
    }
    return found;
  }
}

/** The node before another one in the order of the document, leaving out what that is in. */
function stepBack(node: Node): Node | null {
  let at: Node | null = node;
  while (at && !previousSibling(at)) at = parentElement(at);
  at = at && previousSibling(at);
  for (let last = at && lastChild(at); last; last = lastChild(last)) at = last;
  return at;
}

/** The node after another one in the order of the document. */
function stepOn(node: Node): Node | null {
  const child = firstChild(node);
  if (child) return child;
  let at: Node | null = node;
  while (at && !nextSibling(at)) at = parentElement(at);
  return at && nextSibling(at);
}

function parentElement(node: Node): Node | null {
  const parent = parentNode(node);
  return parent && nodeType(parent) === ELEMENT ? parent : null;
}
