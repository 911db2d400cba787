import { markdownTable } from "markdown-table";
import { CDP_FIGURES } from "../cdp-proxy/figures.ts";
import type { FigureInfo } from "../cell/figure-info.ts";
import { FIGURES } from "../cell/figures.ts";
import { NODE_FIGURES } from "../node/figures.ts";
import { CONNECTIONS, RECORDERS } from "../plan/variants.ts";
import { VIEWER_FIGURES } from "../viewer/figures.ts";

const RECORDERS_TABLE = markdownTable([["variant", "records by"], ...Object.entries(RECORDERS)]);

const CONNECTIONS_TABLE = markdownTable([
  ["variant", "connects to"],
  ...Object.entries(CONNECTIONS),
]);

const FIGURES_TABLE = tableOf(FIGURES);
const NODE_FIGURES_TABLE = tableOf(NODE_FIGURES);
const CDP_FIGURES_TABLE = tableOf(CDP_FIGURES);
const VIEWER_FIGURES_TABLE = tableOf(VIEWER_FIGURES);

/** How the figures come about, for the report. */
export const METHOD = `## How it is measured

Each measurement has a Node process and a browser of its own, which do nothing but the workload; a
second process serves the pages and reads the figures from \`/proc\`, in the same way for all
variants. The variants take turns within a round (A B C, B C A, ...), and each is compared with none
of the same round only; a ratio is the median of the rounds' ratios, not the ratio of medians.

${RECORDERS_TABLE}

${FIGURES_TABLE}

CPU times are those of the workload and of the recording's end, without the launch. The workload
has ended when browser and Node use less than a tenth of a CPU: what a recorder puts off is counted.
A renderer that ends before that is counted up to 0.1 s before its end. What a recording of ours
lacks by its own account, such as a limit that was reached, is noted below the table. Only the
loopback interface is used.

pipeline and long-session have no browser: they measure what becomes of a page's batches in Node, and the
reading of a long recording. Each step has a process of its own, without other work, which tells its
figures itself. A stand-in for a browser gives it the batches in the form of a page's recorder, one
batch a turn of the event loop, and slower where events would wait; it is in the process, so its CPU
time and memory are in the figures, but no reading of a socket is. Memory is compared with none in the
same round.

${NODE_FIGURES_TABLE}

cdp-proxy measures what it costs to reach a browser through the server. Client, server and browser
share the machine: where its CPUs are busy, what the server takes of them the browser and the client
do not have. On a machine with more of them, or with the client on another one, less is lost.

${CONNECTIONS_TABLE}

${CDP_FIGURES_TABLE}

viewer measures what somebody sees who opens a recording of two hours: a session's page of the server,
in Chromium, with the recording of long-session, of which nothing has been read before. Every moment
that is gone to has a line of the page's log that no other one has as its newest: a seek is over in the
frame of the screen in which that line is seen. Server, browser and the process that drives it share
the machine.

${VIEWER_FIGURES_TABLE}

\`\`\`sh
pnpm bench --speedometer ../Speedometer    # all, some hours; writes this page
pnpm bench --only storm --variant none pagereel --rounds 9
pnpm bench --only pipeline long-session --rounds 3
pnpm bench --only cdp-proxy --rounds 5
pnpm bench --only viewer --rounds 3
pnpm bench --quick                         # does all of it work? the figures mean nothing
pnpm bench --report bench-results/*.ndjson # writes this page from earlier runs
\`\`\`

Figures of every run are kept in \`bench-results/\`. The machine should do nothing else meanwhile.`;

function tableOf(figures: Record<string, FigureInfo>): string {
  return markdownTable([
    ["figure", "unit", "is"],
    ...Object.values(figures).map(({ title, unit, about }) => [title, unit || "1", about]),
  ]);
}
