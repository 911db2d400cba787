/** Nodes of one card of the page: 7 elements, 5 texts and the line break after it. */
const NODES_OF_A_CARD = 13;

/**
 * A page like the result of a search: cards with attributes, classes and texts that differ.
 *
 * @param count - of its nodes, to within one card
 */
export function renderNodesPage(count: number): string {
  const cards = Array.from({ length: Math.round(count / NODES_OF_A_CARD) }, (_, i) => card(i));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${count} nodes</title>
<style>
body { font: 14px sans-serif; margin: 1em }
main { display: flex; flex-wrap: wrap; gap: 8px }
.card { border: 1px solid #ccc; border-radius: 4px; padding: 8px; width: 220px }
.card.is-new { border-color: #070 }
.card h3 { font-size: 1em; margin: 0 }
.price { color: #900 }
</style>
</head>
<body>
<main>
${cards.join("\n")}
</main>
</body>
</html>
`;
}

function card(i: number): string {
  return (
    `<div class="card ${i % 5 === 0 ? "is-new" : "is-usual"}" id="card-${i}" data-index="${i}">` +
    `<h3><a href="#card-${i}" title="Article ${i}">Article ${i}</a></h3>` +
    `<p>Article ${i} comes in ${(i % 7) + 1} colours<b> and ${(i % 4) + 2} sizes.</b></p>` +
    `<span class="price">${(i * 37) % 1000}.${i % 10}0</span>` +
    `<button type="button" aria-label="Put article ${i} into the basket">Buy</button></div>`
  );
}
