import { isAbsolute, relative, resolve } from "node:path";
import { type Command, type CommandError, parseCommand } from "./command.js";

/** Commands that would reach the machine of the server, and which nobody needs who is not on it. */
const REFUSED = new Set([
  // Extensions of this machine.
  "Extensions.loadUnpacked",
  "Extensions.uninstall",
  // They tell what the server's browser was started with.
  "Browser.getBrowserCommandLine",
  "SystemInfo.getInfo",
  // It gives a page a way to the browser that nobody judges.
  "Target.exposeDevToolsProtocol",
  // A page of the browser's own, which may read files.
  "Target.openDevTools",
  // It connects to other browsers that are debugged on the machine.
  "Target.setRemoteLocations",
]);

/** Screens and speakers nearby, applications of the machine, and its ports. */
const REFUSED_DOMAINS = new Set(["Cast", "PWA", "Tethering"]);

/** Commands with an address that the browser opens. */
const OPENING = new Set([
  "Page.navigate",
  "Target.createTarget",
  "Network.loadNetworkResource",
  "Page.addScriptToEvaluateOnLoad",
]);

/** What a browser may open: all else is of this machine, or of the browser itself. */
const ALLOWED_SCHEMES = new Set(["http:", "https:", "about:", "data:", "blob:", "javascript:"]);

const REFUSED_CODE = -32000;

/** What becomes of a command. */
export type Verdict =
  | { kind: "pass" }
  | { kind: "replace"; command: Command }
  | { kind: "refuse"; error: CommandError };

const PASS: Verdict = { kind: "pass" };

/**
 * Keeps clients away from the files and the programs of the server's machine.
 *
 * @param filesDirectory - the only one that a browser may read from and write to
 */
export function judge(command: Command, filesDirectory: string): Verdict {
  const { method, params } = command;
  if (isRefused(method)) return refuse(`${method} is not allowed on this server.`);
  if (OPENING.has(method)) return judgeAddress(params.url);
  switch (method) {
    case "Browser.setDownloadBehavior":
    case "Page.setDownloadBehavior":
      return withDownloadPath(command, filesDirectory);
    case "DOM.setFileInputFiles":
      return judgeFiles(params.files, filesDirectory);
    case "Input.dispatchDragEvent":
      return judgeFiles((params.data as { files?: unknown } | null)?.files, filesDirectory);
    case "Tracing.start":
      return judgeTrace(params);
    case "Target.sendMessageToTarget":
      return judgeInner(params.message, filesDirectory);
    default:
      return PASS;
  }
}

function isRefused(method: string): boolean {
  return REFUSED.has(method) || REFUSED_DOMAINS.has(method.slice(0, method.indexOf(".")));
}

function judgeAddress(url: unknown): Verdict {
  const protocol = typeof url === "string" ? protocolOf(url) : undefined;
  // One that is no address is the browser's to complain about.
  if (protocol === undefined || ALLOWED_SCHEMES.has(protocol)) return PASS;
  return refuse(
    `Addresses that begin with ${protocol} are not allowed on this server: they reach its machine.`,
  );
}

/** With the colon. The browser may take for an address what Node does not. */
function protocolOf(url: string): string | undefined {
  if (URL.canParse(url)) return new URL(url).protocol;
  return /^\W*([\w+.-]+:)/.exec(url)?.[1]?.toLowerCase();
}

/** A client names a directory of its own machine: downloads go to the session's. */
function withDownloadPath(command: Command, filesDirectory: string): Verdict {
  if (command.params.downloadPath === undefined) return PASS;
  const params = { ...command.params, downloadPath: filesDirectory };
  return { kind: "replace", command: { ...command, params } };
}

function judgeFiles(files: unknown, filesDirectory: string): Verdict {
  const names = Array.isArray(files) ? files : [];
  const isInside = (name: unknown) => {
    if (typeof name !== "string") return false;
    const way = relative(filesDirectory, resolve(filesDirectory, name));
    return way !== "" && !way.startsWith("..") && !isAbsolute(way);
  };
  if (names.every(isInside)) return PASS;
  return refuse(
    "Files of the server's machine are not allowed in pages: send the content with a script, " +
      "such as a DataTransfer in the page.",
  );
}

/** A trace can be of all that the machine does, and a configuration in binary can ask for it too. */
function judgeTrace({ tracingBackend, perfettoConfig }: Command["params"]): Verdict {
  if (tracingBackend !== "system" && perfettoConfig === undefined) return PASS;
  return refuse("Traces of the server's machine are not allowed: set traceConfig only.");
}

/** A command within a command, for a session that was not attached to with `flatten`. */
function judgeInner(message: unknown, filesDirectory: string): Verdict {
  if (typeof message !== "string") return PASS;
  const inner = parseCommand(Buffer.from(message));
  if ("error" in inner) return refuse(inner.error.message);
  const verdict = judge(inner, filesDirectory);
  if (verdict.kind === "replace") {
    return refuse(`${inner.method} is allowed in flat sessions only: attach with flatten.`);
  }
  return verdict;
}

function refuse(message: string): Verdict {
  return { kind: "refuse", error: { code: REFUSED_CODE, message } };
}

/** Methods whose commands are written anew: two members of one name would be read in two ways. */
export function isJudged(method: string): boolean {
  return OPENING.has(method) || REWRITTEN.has(method);
}

const REWRITTEN = new Set([
  "Browser.setDownloadBehavior",
  "DOM.setFileInputFiles",
  "Input.dispatchDragEvent",
  "Page.setDownloadBehavior",
  "Target.sendMessageToTarget",
  "Tracing.start",
]);
