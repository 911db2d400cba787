import { EventType } from "@rrweb/types";
import { AnchorIndex } from "./anchor-index.js";
import { anchorOf, formsOf, patternOf } from "./secret-pattern.js";

/** Stands for a secret. It does not tell the length. */
const STARS = "****";

/** Takes secrets out of what is stored. Without secrets it costs nothing. */
export class Scrubber {
  private readonly pattern: RegExp | undefined;
  private readonly anchors = new AnchorIndex();
  /** For forms without an anchor, such as those of a secret of nothing but punctuation. */
  private readonly unanchored: RegExp | undefined;

  constructor(secrets: string[]) {
    const forms = secrets.flatMap(formsOf);
    this.pattern = patternOf(forms);
    this.unanchored = patternOf(forms.filter((form) => !this.anchors.add(anchorOf(form))));
  }

  text(text: string): string {
    return this.pattern && this.mayHoldSecret(text) ? text.replace(this.pattern, STARS) : text;
  }

  /** @param line - an event as JSON */
  line(line: string): string {
    if (!this.pattern || !this.mayHoldSecret(line)) return line;
    // Not in the line itself, where stars in the midst of an escape would break the JSON.
    const event: { type?: unknown } = JSON.parse(line);
    const isOfPage = event.type === EventType.Custom || event.type === EventType.Plugin;
    try {
      return JSON.stringify(isOfPage ? this.value(event) : this.strings(event));
    } catch {
      // Nested too deeply to be walked through: better a broken line than a secret.
      return this.text(line);
    }
  }

  /** Data of any form, such as the user's. A number that reads like a secret is one. */
  value<T>(value: T): T {
    if (!this.pattern) return value;
    return this.walk(value, (number) => {
      const text = this.text(String(number));
      return text === String(number) ? number : text;
    }) as T;
  }

  private mayHoldSecret(text: string): boolean {
    return (
      this.anchors.isIn(text) || (this.unanchored && text.search(this.unanchored) !== -1) === true
    );
  }

  /** An event's numbers are ids, times and places. */
  private strings(value: unknown): unknown {
    return this.walk(value, (number) => number);
  }

  private walk(value: unknown, ofNumber: (number: number) => unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return ofNumber(value);
    if (Array.isArray(value)) return value.map((item) => this.walk(item, ofNumber));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [this.text(key), this.walk(item, ofNumber)]),
    );
  }
}
