import { readRules, ruleAt, ruleCount } from "./css-text.js";
import { getter, sheetOfRule } from "./natives.js";

const parentRule = getter(CSSRule.prototype, "parentRule");
export const rulesOfGroup = getter(CSSGroupingRule.prototype, "cssRules");
/** Rules nested in a style rule; its type is older than they are. */
export const rulesOfStyle = getter(CSSStyleRule.prototype, "cssRules" as never) as unknown as (
  rule: CSSStyleRule,
) => CSSRuleList;
const GroupingRule = CSSGroupingRule;
const StyleRule = CSSStyleRule;

/** Where a rule is in its sheet: the index of each rule that it is in, and its own. */
export function pathOf(rule: CSSRule): number[] | undefined {
  const parent = parentRule(rule);
  const sheet = sheetOfRule(rule);
  const rules = parent ? nestedRules(parent) : sheet && readRules(sheet);
  if (!rules) return undefined;
  const count = ruleCount(rules);
  for (let i = 0; i < count; i++) {
    if (ruleAt(rules, i) !== rule) continue;
    if (!parent) return [i];
    const path = pathOf(parent);
    if (path) path[path.length] = i;
    return path;
  }
  return undefined;
}

function nestedRules(rule: CSSRule): CSSRuleList | undefined {
  if (rule instanceof GroupingRule) return rulesOfGroup(rule);
  if (rule instanceof StyleRule) return rulesOfStyle(rule as never);
  return undefined;
}
