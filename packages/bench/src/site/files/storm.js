const list = document.querySelector("#list");

/** Rows that the page shows at most: the storm is about changes, not about a page that grows. */
const SHOWN = 500;

/** A row is two nodes: an element and its text. */
const NODES_OF_A_ROW = 2;

/** ms between two batches of the paced storm, about as a page that renders frames. */
const BATCH_MS = 16;

/** Rows of a batch flat out: a task of some ms. */
const BATCH_ROWS = 200;

let added = 0;

function addRows(count) {
  for (let index = 0; index < count; index++) {
    const row = document.createElement("li");
    row.className = added % 2 ? "odd" : "even";
    row.dataset.row = String(added);
    row.textContent = `Row ${added} came in`;
    list.append(row);
    added++;
    if (list.childElementCount > SHOWN) list.firstElementChild.remove();
  }
}

/**
 * As many rows as the clock asks for: where a batch comes late, it is larger.
 *
 * @returns how many rows were added
 */
window.storm = ({ nodesPerSecond, seconds }) => {
  const total = Math.round((nodesPerSecond / NODES_OF_A_ROW) * seconds);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - startedAt) / (seconds * 1000));
      addRows(Math.round(total * share) - added);
      if (share < 1) return;
      clearInterval(timer);
      resolve(added);
    }, BATCH_MS);
  });
};

/**
 * A number of rows, batch after batch without a pause.
 *
 * @returns how many rows were added
 */
window.flood = ({ rows }) => {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      addRows(Math.min(BATCH_ROWS, rows - added));
      if (added === rows) {
        port1.close();
        resolve(added);
      } else {
        port2.postMessage(undefined);
      }
    };
    port2.postMessage(undefined);
  });
};
