import {
  baseUri,
  getter,
  indexOf,
  lowerCase,
  method,
  NativeURL,
  ownerOfSheet,
  replaceMatches,
  SafeMap,
  slice,
  trim,
  urlText,
} from "./natives.js";

const rulesOf = getter(CSSStyleSheet.prototype, "cssRules");
const hrefOf = getter(StyleSheet.prototype, "href");
const ruleText = getter(CSSRule.prototype, "cssText");
const listLength = getter(CSSRuleList.prototype, "length");
const item = method(CSSRuleList.prototype, "item");
const ImportRule = CSSImportRule;
const LayerStatement = CSSLayerStatementRule;
const importedSheet = getter(CSSImportRule.prototype, "styleSheet");
const importMedia = getter(CSSImportRule.prototype, "media");
const importLayer = getter(CSSImportRule.prototype, "layerName");
const importSupports = getter(CSSImportRule.prototype, "supportsText");
const mediaText = getter(MediaList.prototype, "mediaText");

/** Addresses that were resolved last; a page uses the same ones again and again. */
const MAX_RESOLVED = 2000;
let resolved = new SafeMap<string, string>();
let resolvedAgainst = "";

/** An address as the page means it: the replay has another base. */
export function absoluteUrl(url: string, base: string): string {
  const trimmed = trim(url);
  if (trimmed === "" || /^(?:data|blob|javascript|about|mailto|#)/i.test(trimmed)) return url;
  if (base !== resolvedAgainst || resolved.size > MAX_RESOLVED) {
    resolved = new SafeMap();
    resolvedAgainst = base;
  }
  let absolute = resolved.get(url);
  if (absolute === undefined) {
    absolute = resolve(trimmed, base) ?? url;
    resolved.set(url, absolute);
  }
  return absolute;
}

function resolve(url: string, base: string): string | undefined {
  try {
    return urlText(new NativeURL(url, base));
  } catch {
    // Not an address, or the base is none, as in about:blank.
    return undefined;
  }
}

const CSS_URL = /(url\(\s*)("[^"]*"|'[^']*'|[^'")\s]+)(\s*\))|(@import\s+)("[^"]*"|'[^']*')/gi;

/** CSS whose addresses are absolute. */
export function absoluteCss(css: string, base: string): string {
  if (indexOf(css, "url(") === -1 && indexOf(css, "@import") === -1) return css;
  return replaceMatches(css, CSS_URL, (whole, open, url, close, atImport, imported) => {
    if (atImport !== undefined) return atImport + absoluteQuoted(imported as string, base);
    return url === undefined ? (whole as string) : open + absoluteQuoted(url, base) + close;
  });
}

function absoluteQuoted(text: string, base: string): string {
  const first = text[0];
  if (first !== '"' && first !== "'") return absoluteUrl(text, base);
  return first + absoluteUrl(slice(text, 1, -1), base) + first;
}

/** The rules of a sheet, or undefined where the browser keeps them from scripts. */
export function readRules(sheet: CSSStyleSheet): CSSRuleList | undefined {
  try {
    return rulesOf(sheet);
  } catch {
    // Of another origin, loaded without CORS.
    return undefined;
  }
}

/** What addresses in a sheet's rules are relative to. */
export function baseOf(sheet: CSSStyleSheet): string {
  return hrefOf(sheet) ?? baseUri(ownerOfSheet(sheet) ?? document);
}

/** A sheet's rules as text, with those that it imports; undefined where they cannot be read. */
export function sheetText(sheet: CSSStyleSheet): string | undefined {
  const rules = readRules(sheet);
  if (!rules) return undefined;
  const base = baseOf(sheet);
  let text = "";
  const length = listLength(rules);
  for (let i = 0; i < length; i++) text += textOfRule(ruleAt(rules, i), base);
  return text;
}

/** Whether a sheet imports others, whose rules its source does not tell. */
export function hasImportRule(rules: CSSRuleList): boolean {
  const length = listLength(rules);
  for (let i = 0; i < length; i++) {
    const rule = ruleAt(rules, i);
    if (rule instanceof ImportRule) return true;
    // Only these can stand before an import.
    if (!(rule instanceof LayerStatement)) return false;
  }
  return false;
}

export function ruleAt(rules: CSSRuleList, index: number): CSSRule {
  return item(rules, index) as CSSRule;
}

export function ruleCount(rules: CSSRuleList): number {
  return listLength(rules);
}

/** One rule as text that means the same in the replay. */
export function textOfRule(rule: CSSRule, base: string): string {
  if (rule instanceof ImportRule) {
    const imported = importedSheet(rule);
    const text = imported ? sheetText(imported) : undefined;
    if (text !== undefined) return underConditions(rule, text);
  }
  return absoluteCss(ruleText(rule), base);
}

/** What an `@import` says about when its rules apply, as the at-rules that say the same. */
function underConditions(rule: CSSImportRule, text: string): string {
  const media = mediaText(importMedia(rule));
  const layer = importLayer(rule);
  const supports = importSupports(rule);
  let wrapped = text;
  if (layer !== null) wrapped = `@layer ${layer}{${wrapped}}`;
  if (supports) wrapped = `@supports (${supports}){${wrapped}}`;
  if (media && lowerCase(media) !== "all") wrapped = `@media ${media}{${wrapped}}`;
  return wrapped;
}
