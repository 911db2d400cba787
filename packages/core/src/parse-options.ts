import { RecordingError } from "@pagereel/protocol";
import { closestMatch } from "leven";
import * as v from "valibot";

/** The part of its letters that may be wrong for a name to be taken for another one, mistyped. */
const MAX_TYPO_SHARE = 0.4;

/** An options object of any depth; a part of it may be piped or optional. */
type OptionsSchema = v.GenericSchema & { entries: v.ObjectEntries };

/**
 * Checks options and fills in defaults, as the schema says.
 *
 * @param schema - a `v.strictObject`. Where it has messages of its own, they read well after a
 *   colon: "expected a store, such as fileStore(directory)". No message may hold the value: it could
 *   be a secret
 * @param what - whose options they are, for the message, such as `fetchRecording`
 * @throws RecordingError `INVALID_OPTIONS`: names the option, and for an unknown one the nearest
 */
export function parseOptions<S extends OptionsSchema>(
  schema: S,
  value: unknown,
  what: string,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new RecordingError("INVALID_OPTIONS", explain(schema, parsed.issues[0], what));
}

function explain(schema: OptionsSchema, issue: v.BaseIssue<unknown>, what: string): string {
  const path = (issue.path ?? []).map((item) => String(item.key));
  if (path.length === 0) return `Invalid options of ${what}: ${problem(issue)}.`;
  const name = `"${path.join(".")}"`;
  if (!isUnknownKey(issue)) return `Invalid option ${name} of ${what}: ${problem(issue)}.`;
  const known = knownKeys(schema, path.slice(0, -1));
  return `Unknown option ${name} in ${what}: ${suggestion(path.at(-1) ?? "", known)}`;
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

/** What is wrong, without the value. */
function problem(issue: v.BaseIssue<unknown>): string {
  // Valibot's own messages begin so, and go on with the value.
  const isOwn = /^Invalid \w+: /.test(issue.message);
  return isOwn ? `expected ${issue.expected}, got ${kindOf(issue.input)}` : issue.message;
}

function kindOf(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return value === undefined ? "nothing" : `a value of type ${typeof value}`;
}

function suggestion(key: string, known: string[]): string {
  const lowerCase = new Map(known.map((name) => [name.toLowerCase(), name]));
  const nearest = closestMatch(key.toLowerCase(), [...lowerCase.keys()], {
    maxDistance: Math.ceil(key.length * MAX_TYPO_SHARE),
  });
  const name = nearest && lowerCase.get(nearest);
  return name ? `did you mean "${name}"?` : `the options are ${known.join(", ")}.`;
}

/** The option names of the object that is at `path`. */
function knownKeys(schema: OptionsSchema, path: string[]): string[] {
  let at: unknown = schema;
  for (const key of path) at = unwrap(at).entries?.[key];
  return Object.keys(unwrap(at).entries ?? {});
}

/** `v.optional` and its like wrap a schema; `v.pipe` has the `entries` of its first, or its last. */
function unwrap(schema: unknown): { entries?: Record<string, unknown> } {
  const { wrapped, entries, pipe } = schema as Wrapping;
  const inner = wrapped ?? (entries ? undefined : pipe?.at(-1));
  return inner ? unwrap(inner) : (schema as Wrapping);
}

interface Wrapping {
  wrapped?: unknown;
  pipe?: unknown[];
  entries?: Record<string, unknown>;
}
