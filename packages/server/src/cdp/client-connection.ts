import type { ClientSocket } from "./client-socket.js";
import { answer, type Command, parseCommand, toMessage } from "./command.js";
import { isJudged, judge } from "./command-policy.js";
import type { Lane } from "./lane.js";
import type { PipeBrake } from "./pipe-brake.js";

/** What a connection needs of its session. */
export interface ConnectionHost {
  readonly sessionId: string;
  readonly filesDirectory: string;
  /** The client wants to hold new pages itself, all that the browser has. */
  onHoldsPages(): Promise<void>;
  /** The client lets a page run: resolves when that is recorded. */
  beforeRelease(): Promise<void>;
  /** The client closes the browser. @param close - passes its command on */
  onBrowserClose(close: () => void): void;
  /** Counts what passes. */
  onMessage(direction: "in" | "out", bytes: number): void;
}

/** Passes messages between a client and its lane to the browser. */
export class ClientConnection {
  /** Resolves when the client is gone, or the browser: to which of the two. */
  readonly closed: Promise<"client" | "browser">;
  /** Messages that came while one before them is waited for. */
  private waiting: Buffer[] | undefined;
  private holdsPages = false;
  /** The client's command to close the browser, until that answers it. */
  private closing: Command | undefined;
  /** Why nothing is read of the client now. */
  private readonly obstacles = new Set<Obstacle>();

  constructor(
    private readonly client: ClientSocket,
    private readonly lane: Lane,
    private readonly brake: PipeBrake,
    private readonly host: ConnectionHost,
  ) {
    const clientGone = new Promise<"client">((resolve) => client.onClose(() => resolve("client")));
    client.onMessage((message) => this.onMessage(message));
    lane.onMessage((message) => this.toClient(message));
    this.closed = Promise.race([clientGone, lane.closed.then(() => "browser" as const)]);
    void clientGone.then(() => brake.release(client));
    void lane.closed.then(() => this.onBrowserGone());
  }

  /** A browser that was busy can end before it has answered that it does. */
  private onBrowserGone(): void {
    if (this.closing) this.reply(this.closing, { result: {} });
  }

  private toClient(message: Buffer): void {
    const { brake, client, closing } = this;
    if (closing && isAnswerTo(closing, message)) this.closing = undefined;
    this.host.onMessage("out", message.length);
    client.send(message, () => {
      brake.ease(client);
      if (!brake.isBehind(client)) this.goOn("client");
    });
    brake.press(client);
  }

  /** Answers in the browser's place. */
  private reply(
    command: Parameters<typeof answer>[0],
    content: Parameters<typeof answer>[1],
  ): void {
    this.toClient(Buffer.from(answer(command, content)));
    // Nothing else slows down one that asks, and takes no answers.
    if (this.brake.isBehind(this.client)) this.pause("client");
  }

  private pause(obstacle: Obstacle): void {
    this.obstacles.add(obstacle);
    this.client.pause();
  }

  private goOn(obstacle: Obstacle): void {
    if (this.obstacles.delete(obstacle) && this.obstacles.size === 0) this.client.resume();
  }

  private onMessage(message: Buffer): void {
    if (this.waiting) this.waiting.push(message);
    else this.take(message);
  }

  private take(message: Buffer): void {
    this.host.onMessage("in", message.length);
    const command = parseCommand(message);
    if ("error" in command) {
      this.reply(command, { error: command.error });
      return;
    }
    if (command.sessionId !== undefined && !this.lane.has(command.sessionId)) {
      this.reply(command, { error: UNKNOWN_SESSION });
      return;
    }
    this.handle(command, message);
  }

  private handle(command: Command, message: Buffer): void {
    const { host } = this;
    switch (command.method) {
      case "Cloudflare.getSessionId":
        this.reply(command, { result: { sessionId: host.sessionId } });
        return;
      case "Browser.close":
        this.closing = command;
        host.onBrowserClose(() => this.toBrowser(command, message));
        return;
      case "Target.autoAttachRelated":
      case "Target.setAutoAttach":
        // In a session of one target it asks for what is below that only.
        if (command.sessionId === undefined && asksToHold(command) && !this.holdsPages) {
          this.holdsPages = true;
          this.wait(host.onHoldsPages(), command, message);
          return;
        }
        break;
      case "Runtime.runIfWaitingForDebugger":
        this.wait(host.beforeRelease(), command, message);
        return;
    }
    this.judgeAndSend(command, message);
  }

  private judgeAndSend(command: Command, message: Buffer): void {
    const verdict = judge(command, this.host.filesDirectory);
    if (verdict.kind === "refuse") this.reply(command, { error: verdict.error });
    else if (verdict.kind === "replace") this.rewrite(verdict.command);
    else if (isJudged(command.method)) this.rewrite(command);
    else this.toBrowser(command, message);
  }

  private rewrite(command: Command): void {
    const message = toMessage(command);
    if (message) this.toBrowser(command, message);
    else this.reply(command, { error: TOO_DEEP });
  }

  /** Passes a message on when something has come about; those that follow wait behind it. */
  private wait(until: Promise<void>, command: Command, message: Buffer): void {
    this.waiting = [];
    this.pause("wait");
    void until.then(() => {
      this.toBrowser(command, message);
      const waiting = this.waiting ?? [];
      this.waiting = undefined;
      this.goOn("wait");
      for (const each of waiting) this.onMessage(each);
    });
  }

  private toBrowser({ id, sessionId }: Command, message: Buffer): void {
    if (this.lane.send(message, id, sessionId)) return;
    // The browser is behind.
    this.pause("browser");
    void this.brake.pipe.drained().then(() => this.goOn("browser"));
  }
}

/** What has to happen first: something that is waited for, or that the other side takes what it has. */
type Obstacle = "wait" | "browser" | "client";

function asksToHold({ params }: Command): boolean {
  return params.waitForDebuggerOnStart === true;
}

/** Chromium's answers begin with the id; what is sent in its place does, too. */
function isAnswerTo({ id }: Command, message: Buffer): boolean {
  const start = `{"id":${id},`;
  return message.toString("latin1", 0, start.length) === start;
}

/** The browser takes 300 levels. */
const TOO_DEEP = { code: -32700, message: "The message is nested too deeply." };

/** As the browser says it. */
const UNKNOWN_SESSION = { code: -32001, message: "Session with given id not found." };
