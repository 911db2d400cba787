import { markdownTable } from "markdown-table";
import { FIGURES } from "../cell/figures.ts";
import { VARIANTS } from "../plan/variants.ts";

const VARIANTS_TABLE = markdownTable([["variant", "records by"], ...Object.entries(VARIANTS)]);

const FIGURES_TABLE = markdownTable([
  ["figure", "unit", "is"],
  ...Object.values(FIGURES).map(({ title, unit, about }) => [title, unit, about]),
]);

/** How the figures come about, for the report. */
export const METHOD = `## How it is measured

Each measurement has a Node process and a browser of its own, which do nothing but the workload; a
second process serves the pages and reads the figures from \`/proc\`, in the same way for all
variants. The variants take turns within a round (A B C, B C A, ...), and each is compared with none
of the same round only; a ratio is the median of the rounds' ratios, not the ratio of medians.

${VARIANTS_TABLE}

${FIGURES_TABLE}

CPU times are those of the workload and of the recording's end, without the launch. The workload
has ended when browser and Node use less than a tenth of a CPU: what a recorder puts off is counted.
A renderer that ends before that is counted up to 0.1 s before its end. What a recording of ours
lacks by its own account, such as a limit that was reached, is noted below the table. Only the
loopback interface is used.

\`\`\`sh
pnpm bench --speedometer ../Speedometer    # all, some hours; writes this page
pnpm bench --only storm --variant none pagereel --rounds 9
pnpm bench --quick                         # does all of it work? the figures mean nothing
pnpm bench --report bench-results/*.ndjson # writes this page from earlier runs
\`\`\`

Figures of every run are kept in \`bench-results/\`. The machine should do nothing else meanwhile.`;
