// The secrets come by the address, which is the first leak of many.
for (const secret of new URLSearchParams(location.search).getAll("secret")) {
  leak(secret, "at once");
  setTimeout(() => leak(secret, "later"), 50);
}
setTimeout(() => {
  document.documentElement.dataset.state = "settled";
}, 300);

function leak(secret, when) {
  const bytes = new TextEncoder().encode(`${when}: ${secret}, said ${when}`);
  const base64 = btoa(String.fromCharCode(...bytes));
  const escaped = new Option(secret).innerHTML;

  add("p", { textContent: secret });
  add("p", { textContent: `in a text ${secret} ${when}` });
  add("p", { textContent: JSON.stringify({ nested: JSON.stringify({ secret }) }) });
  add("p", { textContent: escaped });
  add("p", { textContent: encodeURIComponent(secret).toLowerCase() });
  add("p", { textContent: base64.replaceAll("+", "-").replaceAll("/", "_") });
  add("p", { ariaLabel: secret, title: secret, id: `id-${secret}`, className: secret });
  add("p", {}, { "data-secret": secret, onclick: `send("${secret}")` });
  add("a", { href: `/other.html?token=${encodeURIComponent(secret)}#${secret}` });
  add("a", { href: `/other.html?${new URLSearchParams({ token: secret })}` });
  add("img", { src: `data:text/plain;base64,${base64}`, alt: secret });
  add("img", { src: `/none.png?${secret}`, srcset: `/none.png?${secret} 2x` });
  add("input", { value: secret, placeholder: secret }, { value: secret });
  add("textarea", { value: secret });
  add("option", { textContent: secret, label: secret });
  add("script", { type: "application/json", textContent: JSON.stringify({ secret }) });
  add("template", { innerHTML: `<b>${escaped}</b>` });
  add("noscript", { textContent: secret });
  add("iframe", { srcdoc: `<p>${escaped}</p>` });
  add("iframe", { src: `/leaking-child.html?secret=${encodeURIComponent(secret)}` });
  add("div").attachShadow({ mode: "open" }).innerHTML =
    `<i title="${escaped.replaceAll('"', "&quot;")}">${escaped}</i>`;
  document.body.append(document.createComment(secret));
  document.body.style.setProperty("--secret", JSON.stringify(secret));

  const { sheet } = document.getElementById("style");
  sheet.insertRule(`p::after { content: ${JSON.stringify(secret)}; }`);
  sheet.insertRule(`b { background: url("/none.png?${encodeURIComponent(secret)}"); }`);
  add("style", { textContent: `/* ${secret} */ i::after { content: ${JSON.stringify(secret)}; }` });
  const adopted = new CSSStyleSheet();
  adopted.replaceSync(`u::after { content: ${JSON.stringify(secret)}; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, adopted];

  localStorage.setItem("secret", secret);
  add("p", { textContent: localStorage.getItem("secret") });
  document.title = `${secret}, ${when}`;
  history.pushState({}, "", `?pushed=${encodeURIComponent(secret)}&when=${when}#${secret}`);
}

function add(name, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  document.body.append(element);
  return element;
}
