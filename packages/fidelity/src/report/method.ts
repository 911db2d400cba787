import { renderTable } from "./render-table.ts";

const FIGURES_TABLE = renderTable(
  ["figure", "counts"],
  [
    ["withoutId", "nodes of the live page that the recording has no id for"],
    ["missing", "ids of the live page that the replay does not have"],
    ["extra", "ids of the replay that the live page does not have"],
    ["text", "text nodes that differ"],
    ["rect", "elements whose place or size differs by more than 1 px"],
    [
      "style",
      "elements with another computed style: some 50 properties, and those of ::before and ::after",
    ],
    [
      "state",
      "elements with another value, choice, namespace or pseudo-class, documents of another mode",
    ],
    ["scroll", "elements with another scroll position"],
    ["focus", "elements that have the focus, or a ring around it, on one side only"],
    ["pixels", "percent of the window's pixels that differ; up to 0.1 % is how edges are smoothed"],
  ],
);

/** How the figures come about, for the report. */
export const METHOD = `## How it is measured

Every page of the corpus is recorded with the Puppeteer adapter while it is driven. At several
moments (in the middle of loading where a page says so, when it has loaded, after each step) the
live page is read: the recorder tells which id each node has in the recording. The recording is then
replayed by rrweb's own Replayer in its safe mode, with our plugin, in the same browser and a window of the same
size, at each of these moments in order, then back at the first one, then at the last one again,
and read in the same way. Compared are, id by id:

${FIGURES_TABLE}

To be fair to both sides: animations without an end are stopped at their beginning, those with an
end are at it, the caret is hidden, moving pictures are left out of the pixels. What a page marks as
private (\`rr-mask\`, \`rr-block\`, \`rr-ignore\`, passwords) has to be so in the replay. Fields are
recorded unmasked, and canvases with pictures, so that there is something to compare. The site sends the header that lets other
origins use its fonts, as public networks for libraries do, save where a page is about that. There
is no network but the loopback interface.

A difference fails unless it is among the known causes below, and a known one that is no longer there
fails too.

\`\`\`sh
pnpm fidelity                  # all pages; writes this page
pnpm fidelity --only popover   # pages with that in their name, in detail
\`\`\`

The tests of \`packages/fidelity\` do the same with a part of the corpus.`;
