/**
 * What a page makes in a round. Each function shows some of one kind and returns how to drop them.
 */

/** Of each kind. One that is held each time is by far more than what the check lets pass. */
const COUNT = 10;

/** A tenth of a second without a sound: 8-bit PCM at 8 kHz. */
const SILENCE = silence(800, 8000);

/** @type {(() => () => void)[]} */
export const kinds = [
  nodes,
  shadowRoots,
  styleElements,
  adoptedSheets,
  fonts,
  canvases,
  fields,
  media,
  animations,
  events,
];

function nodes() {
  const list = document.createElement("ul");
  for (let i = 0; i < COUNT * 10; i++) {
    const item = document.createElement("li");
    item.append(`item ${i}`, document.createComment("and"), document.createElement("b"));
    list.append(item);
  }
  document.body.append(list);
  list.prepend(/** @type {Node} */ (list.lastChild));
  for (const item of list.children) item.setAttribute("title", "changed");
  const removed = [...list.children].slice(0, COUNT);
  for (const item of removed) item.remove();
  return () => list.remove();
}

function shadowRoots() {
  const hosts = times(COUNT * 2, (i) => {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: i % 2 ? "open" : "closed" });
    root.innerHTML = "<slot></slot><input><i>inside</i>";
    document.body.append(host);
    root.append(document.createElement("em"));
    return host;
  });
  return () => drop(hosts);
}

function styleElements() {
  const styles = times(COUNT, (i) => {
    const style = document.createElement("style");
    style.textContent = `.of-${i} { color: red }`;
    document.head.append(style);
    const sheet = /** @type {CSSStyleSheet} */ (style.sheet);
    sheet.insertRule("p { margin: 1px }", 0);
    /** @type {CSSStyleRule} */ (sheet.cssRules[0]).style.color = "blue";
    return style;
  });
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/sheet.css";
  document.head.append(link);
  return () => drop([...styles, link]);
}

function adoptedSheets() {
  const sheets = times(COUNT, () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("p { padding: 1px }");
    return sheet;
  });
  document.adoptedStyleSheets = sheets;
  for (const sheet of sheets) sheet.insertRule("p { padding: 2px }");
  return () => {
    document.adoptedStyleSheets = [];
  };
}

function fonts() {
  const faces = times(COUNT, () => new FontFace("none", "url(/none.woff2)"));
  for (const face of faces) document.fonts.add(face);
  return () => {
    for (const face of faces) document.fonts.delete(face);
  };
}

function canvases() {
  const made = times(COUNT, (i) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 20;
    document.body.append(canvas);
    // Fewer than the contexts that a browser keeps at a time.
    const flat = i % 2 === 0 && canvas.getContext("2d");
    if (flat) flat.fillRect(0, 0, i, i);
    else canvas.getContext("webgl")?.clear(0x4000);
    return canvas;
  });
  return () => drop(made);
}

function fields() {
  const form = document.createElement("form");
  form.innerHTML = times(
    COUNT,
    () => "<input><textarea></textarea><select><option>a<option>b</select><input type=checkbox>",
  ).join("");
  document.body.append(form);
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.selectedIndex = 1;
    else if (field instanceof HTMLTextAreaElement) field.value = "typed";
    else if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field instanceof HTMLInputElement) field.value = "typed";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return () => form.remove();
}

function media() {
  const players = times(COUNT, () => {
    const player = document.createElement("audio");
    player.muted = true;
    player.src = SILENCE;
    document.body.append(player);
    // Where it is removed before it plays, it says so.
    player.play().catch(() => undefined);
    player.volume = 0.5;
    return player;
  });
  return () => {
    for (const player of players) {
      player.pause();
      // Else the browser keeps the player for as long as it may play on.
      player.removeAttribute("src");
      player.load();
      player.remove();
    }
  };
}

function animations() {
  const moved = times(COUNT, () => {
    const box = document.createElement("div");
    document.body.append(box);
    box.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 20, fill: "forwards" });
    return box;
  });
  return () => drop(moved);
}

/** What people do, by script: a browser passes real input on to the page in front only. */
function events() {
  const box = document.createElement("div");
  document.body.append(box);
  for (let i = 0; i < COUNT; i++) {
    for (const type of ["mousemove", "mousedown", "mouseup", "click"]) {
      box.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: i, clientY: i }));
    }
  }
  getSelection()?.selectAllChildren(box);
  return () => box.remove();
}

/**
 * @template T
 * @param {number} count
 * @param {(i: number) => T} make
 */
export function times(count, make) {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** @param {Element[]} elements */
export function drop(elements) {
  for (const element of elements) element.remove();
}

/**
 * @param {number} samples
 * @param {number} rate
 */
function silence(samples, rate) {
  const bytes = new Uint8Array(44 + samples).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const words = ["RIFF", 36 + samples, "WAVE", "fmt ", 16, 0x1_0001, rate, rate, 0x8_0001];
  [...words, "data", samples].forEach((word, i) => {
    if (typeof word === "number") view.setUint32(i * 4, word, true);
    else bytes.set(new TextEncoder().encode(word), i * 4);
  });
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:audio/wav;base64,${btoa(text)}`;
}
