import { quantile } from "../statistics/spread.ts";
import type { Size } from "../workloads/workload.ts";
import type { CdpSocket } from "./cdp-socket.ts";
import type { Endpoint } from "./endpoint.ts";
import type { CdpFigures } from "./figures.ts";
import { keepUnderWay } from "./messages.ts";
import { serverCpuOf } from "./server-cost.ts";

const WARM_UP = { full: 5000, quick: 50 };
const ONE_BY_ONE = { full: 5000, quick: 50 };
const UNDER_WAY = 1000;
const COMMANDS = { full: 100_000, quick: 2000 };
const EVENTS = { full: 200_000, quick: 2000 };

const ONE = { expression: "1" };
const ANSWER = '"value":1,';
const EVENT = Buffer.from('{"method":"Runtime.bindingCalled"');

/** Small messages: how long each takes, and how many there can be. */
export async function measureCommands(
  endpoint: Endpoint,
  socket: CdpSocket,
  page: string,
  size: Size,
): Promise<CdpFigures> {
  // V8 compiles what is used much, on all sides.
  await sendMany(socket, page, WARM_UP[size]);
  const latencies = await timeOneByOne(socket, page, ONE_BY_ONE[size]);
  const commands = await rateOf(endpoint, COMMANDS[size], () =>
    sendMany(socket, page, COMMANDS[size]),
  );
  await socket.ask("Runtime.addBinding", { name: "emit" }, page);
  const events = await rateOf(endpoint, EVENTS[size], () => takeEvents(socket, page, EVENTS[size]));
  return {
    commandMs: quantile(latencies, 0.5),
    slowCommandMs: quantile(latencies, 0.99),
    commandsPerSecond: commands.perSecond,
    eventsOfPagePerSecond: events.perSecond,
    ...(commands.cpuOfThousandMs !== undefined && {
      // Each has an answer.
      cpuOfThousandMessagesMs: commands.cpuOfThousandMs / 2,
    }),
    ...(events.cpuOfThousandMs !== undefined && { cpuOfThousandEventsMs: events.cpuOfThousandMs }),
  };
}

/** @returns ms, ascending */
async function timeOneByOne(socket: CdpSocket, page: string, count: number): Promise<number[]> {
  const latencies: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await sendMany(socket, page, 1);
    latencies.push(performance.now() - startedAt);
  }
  return latencies.sort((one, other) => one - other);
}

async function rateOf(endpoint: Endpoint, count: number, work: () => Promise<void>) {
  const startedAt = performance.now();
  let ms = 0;
  const cpuOfThousandMs = await serverCpuOf(endpoint, async () => {
    await work();
    ms = performance.now() - startedAt;
    return { units: count / 1000 };
  });
  return { perSecond: (count / ms) * 1000, cpuOfThousandMs };
}

function sendMany(socket: CdpSocket, page: string, count: number): Promise<void> {
  return keepUnderWay(
    { count, underWay: UNDER_WAY },
    socket,
    () => socket.send("Runtime.evaluate", ONE, page),
    (message) => {
      if (!message.includes(ANSWER)) throw new Error("An answer is not the one of the command.");
    },
  );
}

async function takeEvents(socket: CdpSocket, page: string, count: number): Promise<void> {
  let taken = 0;
  const all = socket.listen((message) => {
    const isEvent = message.subarray(0, EVENT.length).equals(EVENT);
    return isEvent && ++taken === count;
  });
  socket.send(
    "Runtime.evaluate",
    { expression: `for (let i = 0; i < ${count}; i++) emit("x")` },
    page,
  );
  await all;
}
