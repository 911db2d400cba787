/** What rrweb adds to elements for its own use; it keeps a browser from filling in fields. */
const REPLAYERS_ATTRIBUTES = /^(rr_|data-rr|rrweb-|autocomplete$)/;
/** Handlers that the Replayer disarms by another name. */
const DISARMED = /^_(?=on)/;
/** By which the Replayer shows that the mouse is on an element, and that time stands still. */
const REPLAYERS_CLASSES = [":hover", ":active", "rrweb-paused"];

/** The attributes of an element as the recorded page had them. */
export function shownAttributes(element: Element): { name: string; value: string }[] {
  return [...element.attributes]
    .filter(({ name }) => !REPLAYERS_ATTRIBUTES.test(name))
    .map(({ name, value }) => ({
      name: name.replace(DISARMED, ""),
      value: name === "class" ? ownClasses(value) : value,
    }))
    .filter(({ name, value }) => name !== "class" || value !== "");
}

function ownClasses(value: string): string {
  if (!REPLAYERS_CLASSES.some((name) => value.includes(name))) return value;
  const names = value.split(/\s+/).filter((name) => !REPLAYERS_CLASSES.includes(name));
  return names.join(" ").trim();
}
