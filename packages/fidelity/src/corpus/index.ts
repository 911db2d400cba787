import { CONSTRUCTS } from "./constructs.ts";
import type { CorpusPage } from "./corpus-page.ts";
import { ASSET_GAPS } from "./gaps/assets.ts";
import { COMPONENT_GAPS } from "./gaps/components.ts";
import { CSS_FEATURES } from "./gaps/css-features.ts";
import { DOM_GAPS } from "./gaps/dom.ts";
import { FORM_GAPS } from "./gaps/forms.ts";
import { STYLE_GAPS } from "./gaps/styles.ts";
import { TODO_APPS } from "./libraries/applications.ts";
import { WIDGETS } from "./libraries/widgets.ts";
import { PACKAGE_PAGES } from "./packages.ts";

/** Every page, by group. */
export const CORPUS: CorpusPage[] = [
  ...STYLE_GAPS,
  ...CSS_FEATURES,
  ...DOM_GAPS,
  ...COMPONENT_GAPS,
  ...FORM_GAPS,
  ...ASSET_GAPS,
  ...CONSTRUCTS,
  ...TODO_APPS,
  ...WIDGETS,
  ...PACKAGE_PAGES,
];

/** Texts of the pages that have one, by path. */
export function pageTexts(): Map<string, string> {
  return new Map(
    CORPUS.flatMap(({ name, html }) => (html === undefined ? [] : [[`/${name}.html`, html]])),
  );
}
