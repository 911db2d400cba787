/** What a page's author means to be unique. */
const NAMING_ATTRIBUTES = ["data-testid", "data-test", "name"];

/** A selector that finds an element, and nothing else; ` >>> ` leads into a frame or a shadow root. */
export function selectorOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const own = selectorWithin(root, element);
  const host = "host" in root ? root.host : root.defaultView?.frameElement;
  // The Replayer's own frame is in a document that is not of the recording.
  const isOutermost = !host || host.ownerDocument === document;
  return isOutermost ? own : `${selectorOf(host)} >>> ${own}`;
}

function selectorWithin(root: ParentNode, element: Element): string {
  let path = "";
  for (let current: Element | null = element; current; current = current.parentElement) {
    const name = uniqueName(root, current);
    if (name) return join(name, path);
    path = join(stepTo(current), path);
    if (isUnique(root, path)) return path;
  }
  return path;
}

function join(step: string, path: string): string {
  return path === "" ? step : `${step} > ${path}`;
}

function uniqueName(root: ParentNode, element: Element): string | undefined {
  const id = element.id === "" ? [] : [`#${CSS.escape(element.id)}`];
  const named = NAMING_ATTRIBUTES.filter((name) => element.getAttribute(name)).map(
    (name) => `[${name}="${CSS.escape(element.getAttribute(name) ?? "")}"]`,
  );
  return [...id, ...named].find((selector) => isUnique(root, selector));
}

function stepTo(element: Element): string {
  const name = CSS.escape(element.localName);
  const twins = [...(element.parentNode?.children ?? [])].filter(
    ({ localName }) => localName === element.localName,
  );
  return twins.length > 1 ? `${name}:nth-of-type(${twins.indexOf(element) + 1})` : name;
}

function isUnique(root: ParentNode, selector: string): boolean {
  return root.querySelectorAll(selector).length === 1;
}
