/** @returns a table in Markdown, with columns as wide as the formatter makes them */
export function renderTable(heads: string[], rows: (string | number)[][]): string {
  const lines = [heads, ...rows].map((cells) => cells.map(escapePipes));
  const widths = heads.map((_, column) =>
    Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const [head = "", ...body] = lines.map((cells) =>
    join(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [head, join(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}

function escapePipes(cell: string | number): string {
  return String(cell).replaceAll("|", "\\|");
}

function join(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}
