import { type EventText, writeEventText } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import type { ConsoleLevel } from "../options.js";
import type { CdpEvent } from "./channel.js";
import { type RemoteObject, textOfObject } from "./remote-object.js";

/** The name that rrweb's console plugin gives its events, which players know. */
const CONSOLE_PLUGIN = "rrweb/console@1";

/** The custom events that are our own. */
const PAGE_ERROR = "pagereel.page-error";
const DIALOG = "pagereel.dialog";
const DIALOG_CLOSED = "pagereel.dialog-closed";

/** Calls of the console by the names of the page, where CDP has others. */
const LEVELS: Record<string, string> = {
  warning: "warn",
  startGroup: "group",
  startGroupCollapsed: "groupCollapsed",
  endGroup: "groupEnd",
};
const ERRORS = new Set(["error", "warn", "assert"]);

/** Characters of one message, so that a page that logs its whole state does not fill the recording. */
const MAX_TEXT_LENGTH = 10_000;
const MAX_FRAMES = 20;

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

interface StackTrace {
  callFrames: CallFrame[];
}

interface ConsoleCall {
  type: string;
  args: RemoteObject[];
  timestamp: number;
  stackTrace?: StackTrace;
}

interface Exception {
  timestamp: number;
  exceptionDetails: {
    text: string;
    url?: string;
    lineNumber: number;
    columnNumber: number;
    stackTrace?: StackTrace;
    exception?: RemoteObject;
  };
}

/** Makes events of what the browser tells of a page beside its DOM: console, errors, dialogs. */
export class PageLog {
  private isCurrent = false;
  private lastTimestamp = -Infinity;

  /**
   * @param ownName - a name of the recorder's own: what goes wrong with it is no error of the page
   * @param write - takes an event whose time is the browser's
   */
  constructor(
    private readonly level: ConsoleLevel,
    private readonly ownName: string,
    private readonly write: (event: EventText) => void,
  ) {}

  /** What came until now was said before we were there. */
  start(): void {
    this.isCurrent = true;
  }

  onEvent({ method, params }: CdpEvent): void {
    if (method === "Runtime.consoleAPICalled") this.onConsole(params as unknown as ConsoleCall);
    else if (method === "Runtime.exceptionThrown") this.onError(params as unknown as Exception);
    else if (method === "Page.javascriptDialogOpening") {
      const { type, message, url } = params;
      this.writeCustom(DIALOG, { type, message: cut(`${message}`), url }, Date.now());
    } else if (method === "Page.javascriptDialogClosed") {
      // Not what was typed into it: nothing tells whether it is private.
      this.writeCustom(DIALOG_CLOSED, { accepted: params.result === true }, Date.now());
    }
  }

  private onConsole({ type, args, timestamp, stackTrace }: ConsoleCall): void {
    const level = LEVELS[type] ?? type;
    const isWanted = this.level === "all" || (this.level === "errors" && ERRORS.has(level));
    if (!this.isNew(timestamp) || !isWanted) return;
    // The plugin has each argument as JSON.
    const payload = args.map((arg) => JSON.stringify(cut(textOfObject(arg))));
    const trace = framesOf(stackTrace);
    this.writeData(
      EventType.Plugin,
      { plugin: CONSOLE_PLUGIN, payload: { level, trace, payload } },
      timestamp,
    );
  }

  private onError({ timestamp, exceptionDetails }: Exception): void {
    if (!this.isNew(timestamp) || this.level === "none") return;
    const { text, exception, url, lineNumber, columnNumber, stackTrace } = exceptionDetails;
    const message = messageOf(text, exception);
    // In a page that changes its process as it opens, Chromium can run our script twice.
    if (message.includes(this.ownName)) return;
    this.writeCustom(
      PAGE_ERROR,
      {
        message: cut(message),
        trace: framesOf(stackTrace),
        ...(url && { url, line: lineNumber + 1, column: columnNumber + 1 }),
      },
      timestamp,
    );
  }

  /** A page whose process changes, or that comes back, has all its messages told again. */
  private isNew(timestamp: number): boolean {
    const isNew = this.isCurrent && timestamp > this.lastTimestamp;
    this.lastTimestamp = Math.max(timestamp, this.lastTimestamp);
    return isNew;
  }

  private writeCustom(tag: string, payload: object, timestamp: number): void {
    this.writeData(EventType.Custom, { tag, payload }, timestamp);
  }

  private writeData(type: EventType, data: object, timestamp: number): void {
    this.write(writeEventText(type, JSON.stringify(data), Math.floor(timestamp)));
  }
}

/** @param text - such as "Uncaught (in promise)" */
function messageOf(text: string, thrown: RemoteObject | undefined): string {
  if (!thrown) return text;
  const words = textOfObject(thrown);
  if (thrown.subtype !== "error") return `${text} ${words}`;
  // The text of an error has its stack behind it.
  return words.split("\n    at ")[0] || text;
}

function framesOf(stack: StackTrace | undefined): string[] {
  const frames = stack?.callFrames.slice(0, MAX_FRAMES) ?? [];
  return frames.map(({ functionName, url, lineNumber, columnNumber }) => {
    const place = `${url}:${lineNumber + 1}:${columnNumber + 1}`;
    return cut(functionName ? `${functionName} (${place})` : place);
  });
}

function cut(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}
