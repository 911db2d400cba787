const PLACEHOLDER = /%([sdifoOc%])/g;

/**
 * What a console shows of a call's arguments: the first one may have places for those that follow it.
 *
 * @param args - each as text
 */
export function formatMessage([format = "", ...args]: readonly string[]): string {
  let used = 0;
  const message = format.replace(PLACEHOLDER, (placeholder, kind: string) => {
    if (kind === "%") return "%";
    const arg = args[used];
    if (arg === undefined) return placeholder;
    used += 1;
    return fill(kind, arg);
  });
  return [message, ...args.slice(used)].join(" ");
}

function fill(kind: string, arg: string): string {
  if (kind === "c") return ""; // A style: it is not what was said.
  if (kind === "d" || kind === "i") return `${Number.parseInt(arg, 10)}`;
  return kind === "f" ? `${Number.parseFloat(arg)}` : arg;
}
