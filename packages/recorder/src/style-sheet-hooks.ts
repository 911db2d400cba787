import { readRules, ruleAt, ruleCount } from "./css-text.js";
import { afterCall, afterGet, afterSet } from "./disguise.js";
import { method, nativeQueueMicrotask, sheetOfRule } from "./natives.js";
import { pathOf, rulesOfGroup, rulesOfStyle } from "./rule-path.js";
import { registerProperty, type StyleSheets } from "./style-sheets.js";

const KeyframesRule = CSSKeyframesRule;

/** The hooks by which scripts change sheets; they last as long as the window. */
export function watchStyleSheets(current: () => StyleSheets | undefined): void {
  const sheet = CSSStyleSheet.prototype;
  const onSheet =
    (react: (sheets: StyleSheets, self: CSSStyleSheet, args: number[]) => void) =>
    (self: CSSStyleSheet, args: never[]) => {
      const sheets = current();
      if (sheets) react(sheets, self, args as number[]);
    };
  afterCall(sheet, "insertRule", (self: CSSStyleSheet, _args, index) =>
    inserted(current(), self, [index as number]),
  );
  afterCall(sheet, "addRule", (self: CSSStyleSheet, args) => {
    const rules = readRules(self);
    if (!rules) return;
    inserted(current(), self, [(args[2] as number | undefined) ?? ruleCount(rules) - 1]);
  });
  const onDeleted = onSheet((sheets, self, args) => sheets.onRuleDeleted(self, [args[0] ?? 0]));
  afterCall(sheet, "deleteRule", onDeleted);
  afterCall(sheet, "removeRule", onDeleted);
  afterCall(
    sheet,
    "replaceSync",
    onSheet((sheets, self) => sheets.onReplaced(self)),
  );
  afterCall(sheet, "replace", (self: CSSStyleSheet, _args, done) => {
    const react = () => current()?.onReplaced(self);
    void settled(done as Promise<unknown>, react);
  });
  watchRules(current);
  watchAdoption(current);
  afterCall(CSS, "registerProperty", (_css, [definition]: PropertyDefinition[]) => {
    if (!definition) return;
    registerProperty(definition);
    current()?.sendAdopted(document);
  });
}

function inserted(sheets: StyleSheets | undefined, sheet: CSSStyleSheet, path: number[]): void {
  const rules = readRules(sheet);
  if (sheets && rules) sheets.onRuleInserted(sheet, path, ruleAt(rules, path[0] as number));
}

const then = method(Promise.prototype, "then");
/** Without a promise of its own that could be rejected unseen. */
function settled(promise: Promise<unknown>, react: () => void): void {
  then(promise, react, () => undefined);
}

function watchRules(current: () => StyleSheets | undefined): void {
  const changes = (rule: CSSRule) => current()?.onRuleChanged(rule);
  const group = CSSGroupingRule.prototype;
  const style = CSSStyleRule.prototype;
  for (const prototype of [group, style] as object[]) {
    const rulesOf = prototype === group ? rulesOfGroup : (rulesOfStyle as never);
    afterCall(prototype, "insertRule", (self: CSSGroupingRule, _args, index) => {
      const sheet = sheetOfRule(self);
      const path = sheet && pathOf(self);
      if (!path) return;
      path[path.length] = index as number;
      current()?.onRuleInserted(sheet, path, ruleAt(rulesOf(self), index as number));
    });
    afterCall(prototype, "deleteRule", (self: CSSGroupingRule, args) => {
      const sheet = sheetOfRule(self);
      const path = sheet && pathOf(self);
      if (!path) return;
      path[path.length] = (args[0] as number | undefined) ?? 0;
      current()?.onRuleDeleted(sheet, path);
    });
  }
  afterCall(KeyframesRule.prototype, "appendRule", changes);
  afterCall(KeyframesRule.prototype, "deleteRule", changes);
  afterSet(KeyframesRule.prototype, "name", changes);
  afterSet(CSSKeyframeRule.prototype, "keyText", changes);
  afterSet(style, "selectorText", changes);
  const watch = (rule: CSSRule) => current()?.watch(rule);
  afterGet(style, "style", watch);
  afterSet(style, "style", changes);
  afterGet(style, "styleMap", watch);
  afterGet(CSSKeyframeRule.prototype, "style", watch);
  afterGet(CSSFontFaceRule.prototype, "style", watch);
  afterGet(CSSMediaRule.prototype, "media", watch);
  afterSet(CSSMediaRule.prototype, "media", changes);
}

function watchAdoption(current: () => StyleSheets | undefined): void {
  const changes = (host: Document | ShadowRoot) => current()?.sendAdopted(host);
  // The list can be changed in place, which no call tells.
  const later = (host: Document | ShadowRoot) =>
    nativeQueueMicrotask(() => current()?.sendAdopted(host));
  afterSet(Document.prototype, "adoptedStyleSheets", changes);
  afterGet(Document.prototype, "adoptedStyleSheets", later);
  afterSet(ShadowRoot.prototype, "adoptedStyleSheets", changes);
  afterGet(ShadowRoot.prototype, "adoptedStyleSheets", later);
}
