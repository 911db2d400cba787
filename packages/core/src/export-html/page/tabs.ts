/** Steps through a tab list by key, by the ARIA authoring practices for tabs. */
const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowLeft: (index, count) => (index + count - 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** Makes the tabs work, by pointer and by keyboard, and opens the panel of the selected one. */
export function watchTabs(onSelect: (panel: HTMLElement) => void): void {
  const tabs = [...document.querySelectorAll<HTMLElement>("[role=tab]")];

  function select(selected: HTMLElement): void {
    for (const tab of tabs) {
      const isSelected = tab === selected;
      tab.setAttribute("aria-selected", String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      panelOf(tab).hidden = !isSelected;
    }
    onSelect(panelOf(selected));
  }

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const next = tabs[STEPS[event.key]?.(index, tabs.length) ?? index];
      if (!next || next === tab) return;
      event.preventDefault();
      next.focus();
      select(next);
    });
  }
  const first = tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
  if (first) select(first);
}

function panelOf(tab: HTMLElement): HTMLElement {
  const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
  if (!panel) throw new Error(`The tab "${tab.id}" has no panel.`);
  return panel;
}
