import { openPanel } from "./panel.js";
import { watchTabs } from "./tabs.js";

for (const time of document.querySelectorAll("time")) {
  const started = new Date(time.dateTime);
  time.textContent = started.toLocaleString(undefined, {
    dateStyle: "medium",
    timeStyle: "medium",
  });
}

// The replayer works in timers: without this, broken events would leave a blank player and no word.
window.addEventListener("error", ({ message }) => {
  const status = document.querySelector<HTMLElement>("[role=status]");
  if (!status) return;
  status.hidden = false;
  status.textContent = `Some events of this recording could not be replayed: ${message}`;
});

watchTabs(openPanel);
