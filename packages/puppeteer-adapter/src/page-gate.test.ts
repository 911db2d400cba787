import { type CDPSession, type Connection, EventEmitter } from "puppeteer-core";
import { expect, test } from "vitest";
import { PageGate } from "./page-gate.js";

const RUN = "Runtime.runIfWaitingForDebugger";

/** What Puppeteer has of a connection or a session, as far as the gate sees it. */
class Session extends EventEmitter<Record<string, unknown>> {
  readonly sent: string[] = [];

  constructor(private readonly name = "") {
    super();
  }

  id(): string {
    return this.name;
  }

  async send(method: string): Promise<void> {
    this.sent.push(method);
  }
}

function connect() {
  const connection = new Session();
  const gate = new PageGate(connection as unknown as Connection);
  /** As Puppeteer does it: all of this within one message. */
  const attach = (type: string, targetId: string, parent = connection): Session => {
    const session = new Session(`session of ${targetId}`);
    connection.emit("sessionattached", session as unknown as CDPSession);
    void session.send("Target.setAutoAttach");
    void session.send(RUN);
    const targetInfo = { type, targetId };
    parent.emit("Target.attachedToTarget", { sessionId: session.id(), targetInfo });
    return session;
  };
  return { gate, attach };
}

const tick = () => new Promise((done) => setImmediate(done));

test("a page runs when the recorder was sent to it, whoever heard of it first", async () => {
  const { gate, attach } = connect();
  const tab = attach("tab", "tab");
  const page = attach("page", "early", tab);
  await tick();
  expect(page.sent).toEqual(["Target.setAutoAttach"]);
  gate.letRun("early");
  await tick();
  expect(page.sent).toEqual(["Target.setAutoAttach", RUN]);

  gate.letRun("late");
  const later = attach("page", "late", tab);
  await tick();
  expect(later.sent).toEqual(["Target.setAutoAttach", RUN]);
});

test("what is no page runs at once", async () => {
  const { attach } = connect();
  const worker = attach("worker", "worker");
  await tick();
  expect(worker.sent).toEqual(["Target.setAutoAttach", RUN]);
});

test("a page that goes, or a recorder that leaves, holds nothing up", async () => {
  const { gate, attach } = connect();
  const tab = attach("tab", "tab");
  const gone = attach("page", "gone", tab);
  const left = attach("page", "left", tab);
  await tick();
  gate.forget("gone");
  await tick();
  expect(gone.sent).toContain(RUN);
  expect(left.sent).not.toContain(RUN);
  gate.open();
  await tick();
  expect(left.sent).toContain(RUN);

  const later = attach("page", "later", tab);
  await tick();
  expect(later.sent).toContain(RUN);
});

test("a page runs without a recorder that is not sent to it", async () => {
  const { attach } = connect();
  const page = attach("page", "page");
  await expect.poll(() => page.sent, { timeout: 5000 }).toContain(RUN);
});

test("a session is as Puppeteer made it once its page runs", async () => {
  const { gate, attach } = connect();
  const page = attach("page", "page");
  gate.letRun("page");
  await tick();
  expect(Object.hasOwn(page, "send")).toBe(false);
});
