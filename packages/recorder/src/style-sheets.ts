import { baseOf, readRules, ruleAt, ruleCount, sheetText, textOfRule } from "./css-text.js";
import { ADOPTED_STYLE_SHEET, type Emit, STYLE_SHEET_RULE } from "./event-parts.js";
import type { Mirror } from "./mirror.js";
import {
  DOCUMENT,
  deref,
  getter,
  indexOf,
  isSheetDisabled,
  method,
  NativeWeakRef,
  nativeQueueMicrotask,
  nativeSetTimeout,
  nodeType,
  ownerOfSheet,
  quote,
  SafeMap,
  SafeWeakMap,
  SafeWeakSet,
  sheetOfRule,
  textContent,
} from "./natives.js";

import { pathOf } from "./rule-path.js";

/** How long the rules are looked at whose declarations scripts have got hold of, and how often. */
const WATCH_INTERVAL_MS = 100;
const MAX_WATCHED_RULES = 500;

const importRuleOf = getter(CSSStyleSheet.prototype, "ownerRule");
const parentRule = getter(CSSRule.prototype, "parentRule");
const ruleText = getter(CSSRule.prototype, "cssText");
const adoptedByDocument = getter(Document.prototype, "adoptedStyleSheets");
const adoptedByRoot = getter(ShadowRoot.prototype, "adoptedStyleSheets");
const KeyframesRule = CSSKeyframesRule;
const joinPath = method(Array.prototype, "join");

/** Custom properties that scripts registered, as rules of a sheet in rrweb's form. */
let registered = "";
let registeredCount = 0;

/** A script registered a custom property, for good. */
export function registerProperty(definition: PropertyDefinition): void {
  const { name, syntax = "*", inherits, initialValue } = definition;
  const initial = initialValue === undefined ? "" : `initial-value: ${initialValue};`;
  const rule = `@property ${name} { syntax: ${quote(syntax)}; inherits: ${!!inherits}; ${initial} }`;
  registered += `${registered && ","}{"rule":${quote(rule)},"index":${registeredCount++}}`;
}

/** Records what scripts do to style sheets, whose text does not tell it. */
export class StyleSheets {
  /** Sheets whose rules are not those of their text any more. */
  private readonly changed = new SafeWeakSet<CSSStyleSheet>();
  /** Sheets whose text comes from Node. */
  private readonly referred = new SafeWeakSet<CSSStyleSheet>();
  private readonly texts = new SafeWeakMap<CSSStyleSheet, string>();
  private styleIds = new SafeWeakMap<CSSStyleSheet, number>();
  private lastStyleId: number;
  /** The sheets that hosts were last said to have, as text. */
  private adopted = new SafeWeakMap<object, string>();
  /** The shadow roots that have adopted sheets, by the ids of their hosts. */
  private readonly adopters = new SafeMap<number, WeakRef<ShadowRoot>>();
  /** Rules whose declarations a script may change without a call that can be seen. */
  private readonly watched = new SafeMap<CSSRule, string>();
  private watching = false;
  /** The sheet by which the replay gets the custom properties that scripts registered. */
  private registeredId = 0;
  private registeredText = "";

  /**
   * @param entryIdOf - a document's id, or that of a shadow root's host; -1 where there is none
   */
  constructor(
    idBase: number,
    private readonly mirror: Mirror,
    private readonly emit: Emit,
    private readonly entryIdOf: (host: Document | ShadowRoot) => number,
  ) {
    this.lastStyleId = idBase;
  }

  /** A snapshot begins: the replay forgets all constructed sheets. */
  restart(): void {
    this.styleIds = new SafeWeakMap();
    this.adopted = new SafeWeakMap();
    this.registeredText = "";
  }

  /** Whether no script has changed it. */
  isAsLoaded(sheet: CSSStyleSheet): boolean {
    return !this.changed.has(sheet);
  }

  /** Notes that the text comes from Node: the replay gets that as a whole with the first change. */
  refer(sheet: CSSStyleSheet): void {
    this.referred.add(sheet);
  }

  /** The document sends the text itself from now on, as of a sheet that a script has changed. */
  takeOver(sheet: CSSStyleSheet): void {
    this.touch(sheet);
    this.referred.delete(sheet);
  }

  /** Whether a style element's text still tells the rules of its sheet. */
  isAsWritten(sheet: CSSStyleSheet, element: Element): boolean {
    return !this.changed.has(sheet) && !hasImport(element);
  }

  /** What was read of a sheet does not hold any more. */
  forget(sheet: CSSStyleSheet): void {
    this.texts.delete(sheet);
  }

  /** A sheet's rules as text, or undefined where the browser keeps them from scripts. */
  textOf(sheet: CSSStyleSheet): string | undefined {
    let text = this.texts.get(sheet);
    if (text === undefined) {
      text = sheetText(sheet);
      if (text !== undefined) this.texts.set(sheet, text);
    }
    return text;
  }

  private touch(sheet: CSSStyleSheet): void {
    this.changed.add(sheet);
    this.texts.delete(sheet);
  }

  /** Where the replay has a sheet; undefined where it does not have it. */
  private addressOf(sheet: CSSStyleSheet): string | undefined {
    const owner = ownerOfSheet(sheet);
    if (owner) {
      const id = this.mirror.idOf(owner);
      return id === -1 ? undefined : `"id":${id}`;
    }
    const styleId = this.styleIds.get(sheet);
    return styleId === undefined ? undefined : `"styleId":${styleId}`;
  }

  onRuleInserted(sheet: CSSStyleSheet, path: number[], rule: CSSRule | undefined): void {
    if (rule)
      this.send(
        sheet,
        `"adds":[{"rule":${quote(textOfRule(rule, baseOf(sheet)))},"index":${indexJson(path)}}]`,
      );
  }

  onRuleDeleted(sheet: CSSStyleSheet, path: number[]): void {
    this.send(sheet, `"removes":[{"index":${indexJson(path)}}]`);
  }

  onReplaced(sheet: CSSStyleSheet): void {
    this.send(sheet, `"replaceSync":${quote(sheetText(sheet) ?? "")}`);
  }

  /** A rule is another one now: the replay gets it in the old one's place. */
  onRuleChanged(rule: CSSRule): void {
    let whole = rule;
    // The replayer cannot change the frames of an animation, but the animation.
    for (let up = parentRule(rule); up; up = parentRule(up)) {
      if (up instanceof KeyframesRule) whole = up;
    }
    const sheet = sheetOfRule(whole);
    const path = sheet && pathOf(whole);
    if (!path) return;
    const last = path.length - 1;
    const after = `[${joinPath(path, ",")}]`;
    const position = path[last] as number;
    path[last] = position + 1;
    const text = quote(textOfRule(whole, baseOf(sheet)));
    // The replayer inserts before it deletes.
    this.send(
      sheet,
      `"adds":[{"rule":${text},"index":${path.length === 1 ? position : after}}],"removes":[{"index":${indexJson(path)}}]`,
    );
  }

  private send(sheet: CSSStyleSheet, fields: string): void {
    this.touch(sheet);
    if (importRuleOf(sheet) || this.referred.delete(sheet)) {
      this.resendOwner(sheet);
      return;
    }
    const address = this.addressOf(sheet);
    if (address !== undefined) this.emit(STYLE_SHEET_RULE, `${address},${fields}`);
  }

  /** An imported sheet is part of the text of the one that imports it. */
  private resendOwner(sheet: CSSStyleSheet): void {
    let top: CSSStyleSheet = sheet;
    for (let rule = importRuleOf(top); rule; rule = importRuleOf(top)) {
      const parent = sheetOfRule(rule);
      if (!parent) return;
      this.touch(parent);
      top = parent;
    }
    const owner = ownerOfSheet(top);
    if (owner) this.onOwnerText(owner as Element);
  }

  /** Set by the recorder: sends the CSS of an element anew. */
  onOwnerText: (owner: Element) => void = () => undefined;

  /** Tells which constructed sheets a document or a shadow root has, where that changed. */
  sendAdopted(host: Document | ShadowRoot): void {
    const id = this.entryIdOf(host);
    if (id === -1) return;
    const sheets = isDocument(host) ? adoptedByDocument(host) : adoptedByRoot(host);
    if (!isDocument(host) && sheets.length > 0) this.adopters.set(id, new NativeWeakRef(host));
    let ids = "";
    let styles = "";
    if (isDocument(host) && registered) {
      if (this.registeredText !== registered) {
        this.registeredText = registered;
        this.registeredId = ++this.lastStyleId;
        styles = `{"styleId":${this.registeredId},"rules":[${registered}]}`;
      }
      ids = `${this.registeredId}`;
    }
    for (let i = 0; i < sheets.length; i++) {
      const sheet = sheets[i] as CSSStyleSheet;
      if (isSheetDisabled(sheet)) continue;
      let styleId = this.styleIds.get(sheet);
      if (styleId === undefined) {
        styleId = ++this.lastStyleId;
        this.styleIds.set(sheet, styleId);
        styles += `${styles && ","}{"styleId":${styleId},"rules":[${rulesJson(sheet)}]}`;
      }
      ids += `${ids && ","}${styleId}`;
    }
    if ((this.adopted.get(host) ?? "") === ids) return;
    this.adopted.set(host, ids);
    const list = styles && `"styles":[${styles}],`;
    this.emit(ADOPTED_STYLE_SHEET, `"id":${id},${list}"styleIds":[${ids}]`);
  }

  /** A constructed sheet was switched on or off. */
  onSwitched(): void {
    this.sendAdopted(document);
    this.adopters.forEach((reference, id) => {
      const root = deref(reference) as ShadowRoot | undefined;
      if (root) this.sendAdopted(root);
      else this.adopters.delete(id);
    });
  }

  /** A script got hold of a rule's declarations. */
  watch(rule: CSSRule): void {
    if (this.watched.has(rule) || this.watched.size >= MAX_WATCHED_RULES) return;
    this.watched.set(rule, ruleText(rule));
    nativeQueueMicrotask(() => this.checkWatched());
    if (this.watching) return;
    this.watching = true;
    nativeSetTimeout(() => this.checkLater(), WATCH_INTERVAL_MS);
  }

  private checkLater(): void {
    this.checkWatched();
    if (this.watched.size > 0) nativeSetTimeout(() => this.checkLater(), WATCH_INTERVAL_MS);
    else this.watching = false;
  }

  /** Looks for changes of declarations that scripts hold. */
  checkWatched(): void {
    this.watched.forEach((known, rule) => {
      const sheet = sheetOfRule(rule);
      // Nobody can see a rule of a sheet that is gone.
      if (!sheet || this.addressOf(sheet) === undefined) {
        this.watched.delete(rule);
        return;
      }
      const text = ruleText(rule);
      if (text === known) return;
      this.watched.set(rule, text);
      this.onRuleChanged(rule);
    });
  }
}

function rulesJson(sheet: CSSStyleSheet): string {
  const rules = readRules(sheet);
  if (!rules) return "";
  const base = baseOf(sheet);
  let text = "";
  const count = ruleCount(rules);
  for (let i = 0; i < count; i++) {
    text += `${text && ","}{"rule":${quote(textOfRule(ruleAt(rules, i), base))},"index":${i}}`;
  }
  return text;
}

/** What a style element imports is not in its text. */
function hasImport(element: Element): boolean {
  return indexOf(textContent(element) ?? "", "@import") !== -1;
}

function indexJson(path: number[]): string {
  return path.length === 1 ? `${path[0]}` : `[${joinPath(path, ",")}]`;
}

function isDocument(host: Document | ShadowRoot): host is Document {
  return nodeType(host) === DOCUMENT;
}
