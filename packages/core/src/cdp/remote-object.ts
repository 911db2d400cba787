/** A value of a page, as CDP describes it. */
export interface RemoteObject {
  type: string;
  subtype?: string;
  /** Of what JSON can hold. */
  value?: unknown;
  /** Of numbers and bigints that JSON cannot hold. */
  unserializableValue?: string;
  description?: string;
  preview?: Preview;
}

interface Preview {
  type: string;
  subtype?: string;
  description?: string;
  /** Whether there is more than is shown. */
  overflow: boolean;
  properties: PropertyPreview[];
  /** Of maps and sets. */
  entries?: { key?: Preview; value: Preview }[];
}

interface PropertyPreview {
  name: string;
  type: string;
  subtype?: string;
  value?: string;
}

/** Whose description says it all. */
const TOLD_BY_DESCRIPTION = new Set(["error", "node", "regexp", "date", "proxy", "promise"]);

/** A value as a console shows it in one line: `{name: "a", count: 2, …}`. */
export function textOfObject(object: RemoteObject): string {
  const { type, subtype, value, unserializableValue, description, preview } = object;
  if (type === "undefined") return "undefined";
  if (subtype === "null") return "null";
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === "string") return `${value}`;
  const isTold = type === "function" || TOLD_BY_DESCRIPTION.has(subtype ?? "");
  if (preview && !isTold) return textOfPreview(preview);
  return description ?? `${value}`;
}

function textOfPreview({ subtype, description, overflow, properties, entries }: Preview): string {
  const isList = subtype === "array" || subtype === "typedarray";
  const items = entries
    ? entries.map(({ key, value }) => (key ? `${wordOf(key)} => ${wordOf(value)}` : wordOf(value)))
    : properties.map((property) =>
        isList && /^\d+$/.test(property.name)
          ? wordOf(property)
          : `${property.name}: ${wordOf(property)}`,
      );
  if (overflow) items.push("…");
  const list = items.join(", ");
  if (isList) return `[${list}]`;
  const name = description === undefined || description === "Object" ? "" : `${description} `;
  return `${name}{${list}}`;
}

function wordOf(part: PropertyPreview | Preview): string {
  const text = ("value" in part ? part.value : (part as Preview).description) ?? part.type;
  return part.type === "string" ? JSON.stringify(text) : text;
}
