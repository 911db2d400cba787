/**
 * Makes the regular expression that finds secrets in every form in which a page, an address or JSON
 * may hold them. A secret becomes tokens, one for each of its characters, that match the character and
 * its escapes; so it is found, too, where some of its characters are escaped and others not.
 */

/** Encoders leave these as they are, whatever they escape. */
const NEVER_ESCAPED = /[A-Za-z0-9]/;

/** Names of characters in HTML, as far as serializers write them. */
const ENTITIES: Record<string, string> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
  "\u00a0": "nbsp",
};

/**
 * Text may be escaped several times over, as JSON in JSON. The bounds keep the time linear: with none,
 * a page of nothing but backslashes would take hours.
 */
const MAX_BACKSLASHES = 8;
const BACKSLASHES = `\\\\{0,${MAX_BACKSLASHES}}`;
const LEVELS_OF_PERCENT = "(?:25){0,4}";
const LEVELS_OF_AMP = "(?:amp;){0,4}";

/** Letters after a backslash in JSON and in scripts. */
const LETTER_ESCAPES: Record<string, string> = {
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
};

/** The forms of a secret, each as a list of patterns, one for each of its characters. */
export function formsOf(secret: string): string[][] {
  // Backslashes in a row are one part: which of them are escapes of others cannot be told.
  const parts = secret.match(/\\+|./gsu) ?? [];
  const text = parts.map(textToken);
  return [text, ...Array.from(base64Runs(secret), base64Tokens)];
}

/** @returns undefined where there are no forms */
export function patternOf(forms: string[][]): RegExp | undefined {
  const root = new TrieNode();
  for (const form of forms) root.add(form);
  return forms.length > 0 ? new RegExp(root.source(), "g") : undefined;
}

/** The longest part of a form that is never escaped: where it is not, the form is not. */
export function anchorOf(form: string[]): string {
  const runs = form
    .map((token) => (token.length === 1 ? token : "\0"))
    .join("")
    .split("\0");
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest));
}

/** Secrets that begin alike share a branch: a thousand of them cost little more than one. */
class TrieNode {
  readonly children = new Map<string, TrieNode>();
  private isEnd = false;

  add(tokens: string[]): void {
    let node: TrieNode = this;
    for (const token of tokens) {
      let child = node.children.get(token);
      if (!child) {
        child = new TrieNode();
        node.children.set(token, child);
      }
      node = child;
    }
    node.isEnd = true;
  }

  /** The longest secret that is there is matched. */
  source(): string {
    const branches = [...this.children].map(([token, child]) => child.chain(token));
    if (branches.length === 0) return "";
    const all = branches.length === 1 && !this.isEnd ? branches[0] : `(?:${branches.join("|")})`;
    return this.isEnd ? `${all}?` : `${all}`;
  }

  /** Most of a secret has no branches: no recursion for each character. */
  private chain(first: string): string {
    let chain = first;
    let node: TrieNode = this;
    while (node.children.size === 1 && !node.isEnd) {
      const [[token, child]] = node.children as unknown as [[string, TrieNode]];
      chain += token;
      node = child;
    }
    return chain + node.source();
  }
}

function textToken(part: string): string {
  if (NEVER_ESCAPED.test(part)) return part;
  const [character] = part as unknown as [string];
  const code = part.codePointAt(0) as number;
  const letter = LETTER_ESCAPES[character];
  const name = ENTITIES[character];
  const times = character === "\\" ? `{${part.length}}` : "";
  const forms = [
    character === "\\"
      ? `\\\\{${part.length},${part.length * MAX_BACKSLASHES}}`
      : `${BACKSLASHES}${literal(part)}`,
    `(?:%${LEVELS_OF_PERCENT}${percentEncoded(part.slice(0, code > 0xffff ? 2 : 1))})${times}`,
    `(?:&${LEVELS_OF_AMP}#0{0,6}${code};)${times}`,
    `(?:&${LEVELS_OF_AMP}#[xX]0{0,6}${anyCase(code.toString(16))};)${times}`,
    Array.from(part.split(""), (unit) => `\\\\${BACKSLASHES}u${hex(unit.charCodeAt(0), 4)}`).join(
      "",
    ),
  ];
  if (letter) forms.push(`\\\\${BACKSLASHES}${letter}`);
  if (name) forms.push(`&${LEVELS_OF_AMP}${name};`);
  if (character === " ") forms.push("\\+");
  if (code > 0x7f && code <= 0xff) forms.push(`%${LEVELS_OF_PERCENT}${hex(code, 2)}`);
  return `(?:${forms.join("|")})`;
}

/** Its bytes in UTF-8, such as `c3%a9`, without the first percent sign. */
function percentEncoded(character: string): string {
  const bytes = Array.from(Buffer.from(character), (byte) => hex(byte, 2));
  return bytes.join(`%${LEVELS_OF_PERCENT}`);
}

function hex(value: number, digits: number): string {
  return anyCase(value.toString(16).padStart(digits, "0"));
}

function anyCase(text: string): string {
  return text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

/**
 * What is the same in the base64 of any text that holds the secret: one run for each of the three
 * places where it may begin within a group of three bytes.
 */
function base64Runs(secret: string): Set<string> {
  const runs = new Set<string>();
  for (const bytes of byteForms(secret)) {
    for (const before of [0, 1, 2]) {
      const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
      // A digit has six bits; those that share bits with what is around the secret vary.
      const from = Math.ceil((before * 8) / 6);
      const to = Math.floor(((before + bytes.length) * 8) / 6);
      runs.add(base64.slice(from, to));
    }
  }
  return runs;
}

/** As text of today and of old (`btoa`), and as it stands in JSON and in an address. */
function byteForms(secret: string): Buffer[] {
  const texts = [secret, JSON.stringify(secret).slice(1, -1), encodeForm(secret)];
  const forms = texts.map((text) => Buffer.from(text));
  // All that `btoa` takes.
  if (/^[\0-\xff]*$/.test(secret)) forms.push(Buffer.from(secret, "latin1"));
  return forms;
}

function encodeForm(text: string): string {
  // Half a surrogate pair has no place in an address.
  return encodeURIComponent(text.toWellFormed());
}

/** In base64 and in that for URLs, which may be percent-encoded. */
function base64Tokens(run: string): string[] {
  return Array.from(run, (digit) => {
    if (digit === "+") return `(?:${BACKSLASHES}[+-]|%${LEVELS_OF_PERCENT}2[bB])`;
    if (digit === "/") return `(?:${BACKSLASHES}[/_]|%${LEVELS_OF_PERCENT}2[fF])`;
    return digit;
  });
}
