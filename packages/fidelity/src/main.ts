import { parseArgs } from "node:util";
import { CORPUS, pageTexts } from "./corpus/index.ts";
import { KNOWN_CAUSES } from "./known-causes.ts";
import { measurePages, type PageResult } from "./measure/measure-pages.ts";
import { judge } from "./metric/verdict.ts";
import { printResult } from "./report/print-result.ts";
import { writeReport } from "./report/write-report.ts";
import { serveSite } from "./site/site.ts";
import { OURS, VARIANTS } from "./variants.ts";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const pages = CORPUS.filter(({ name }) => name.includes(values.only ?? ""));
if (pages.length === 0) throw new Error(`No page has "${values.only}" in its name.`);

const startedAt = Date.now();
const results: PageResult[] = [];
await using site = await serveSite(pageTexts());
await measurePages(pages, site, values.only ? [OURS] : VARIANTS, (result) => {
  results.push(result);
  if (result.variant === OURS)
    printResult(result, judge(result, KNOWN_CAUSES), values.only !== undefined);
});

const failed = results.filter(
  (result) => result.variant === OURS && judge(result, KNOWN_CAUSES).failures.length > 0,
);
const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(`\n${pages.length} pages in ${seconds} s, ${failed.length} of them failed.`);
if (values.only === undefined) console.log(`Written: ${await writeReport(results, KNOWN_CAUSES)}`);
process.exitCode = failed.length === 0 ? 0 : 1;
