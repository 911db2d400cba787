const rows = document.querySelector("#rows");
const log = document.querySelector("#log");

const COURSES = 100;
const LOG_LINES = 200;

/** ms: 20 times a second, as prices that come in over a socket. */
const TICK_MS = 50;

for (let index = 0; index < COURSES; index++) {
  const row = rows.insertRow();
  row.insertCell().textContent = `Course ${index}`;
  row.insertCell().textContent = "100.00";
  row.insertCell().textContent = "0";
}

function tick(count) {
  const row = rows.rows[(count * 7) % COURSES];
  const change = ((count * 31) % 200) / 100 - 1;
  row.cells[1].textContent = (100 + change).toFixed(2);
  row.cells[2].textContent = String(Number(row.cells[2].textContent) + 1);
  row.className = change < 0 ? "falls" : "rises";
  log.insertAdjacentHTML(
    "afterbegin",
    `<li class="line"><b>Course ${row.rowIndex}</b> <span data-tick="${count}">${change}</span></li>`,
  );
  if (log.childElementCount > LOG_LINES) log.lastElementChild.remove();
}

/**
 * A page of usual liveliness, that is as large at the end as it was soon after its beginning.
 *
 * @returns how often it changed
 */
window.live = ({ seconds }) => {
  const ticks = Math.round((seconds * 1000) / TICK_MS);
  return new Promise((resolve) => {
    let count = 0;
    const timer = setInterval(() => {
      tick(count++);
      if (count < ticks) return;
      clearInterval(timer);
      resolve(count);
    }, TICK_MS);
  });
};
