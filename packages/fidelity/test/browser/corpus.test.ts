import { beforeAll, describe, expect, test } from "vitest";
import { CORPUS, pageTexts } from "../../src/corpus/index.ts";
import { KNOWN_CAUSES } from "../../src/known-causes.ts";
import { measurePages, type PageResult } from "../../src/measure/measure-pages.ts";
import { judge } from "../../src/metric/verdict.ts";
import { serveSite } from "../../src/site/site.ts";
import { OURS } from "../../src/variants.ts";

/** ms. A page takes a second or two, and several times that on a busy machine. */
const TIMEOUT_MS = 900_000;

const known = new Set(KNOWN_CAUSES.flatMap(({ differences }) => Object.keys(differences)));

/** Small pages that are right today, and some of the large ones; `pnpm fidelity` has them all. */
const pages = CORPUS.filter(
  ({ name, quick }) => quick || (/^(gaps|constructs)\//.test(name) && !known.has(name)),
);

describe("the replay equals the page", () => {
  const results = new Map<string, PageResult>();

  beforeAll(async () => {
    await using site = await serveSite(pageTexts());
    await measurePages(pages, site, [OURS], (result) => results.set(result.page.name, result));
  }, TIMEOUT_MS);

  test.each(pages.map(({ name }) => name))("%s", (name) => {
    const result = results.get(name);
    if (!result) throw new Error("The page was not measured.");
    expect(judge(result, KNOWN_CAUSES).failures).toEqual([]);
  });
});
