import type { Size } from "../workloads/workload.ts";
import type { CdpSocket } from "./cdp-socket.ts";
import type { Endpoint } from "./endpoint.ts";
import type { CdpFigures } from "./figures.ts";
import { keepUnderWay } from "./messages.ts";
import { serverCpuOf, serverPeakBytes } from "./server-cost.ts";

const LARGE = {
  full: { count: 50, underWay: 4, bytes: 10_000_000 },
  quick: { count: 4, underWay: 2, bytes: 1_000_000 },
};
const HUGE_BYTES = { full: 100_000_000, quick: 5_000_000 };

/** Of what the server's CPU time is told. */
const UNIT_BYTES = 100_000_000;

/** Large messages: how many bytes there can be a second, and how long one takes. */
export async function measureLarge(
  endpoint: Endpoint,
  socket: CdpSocket,
  page: string,
  size: Size,
): Promise<CdpFigures> {
  const { bytes, ...window } = LARGE[size];
  const ask = async () => {
    await keepUnderWay(
      window,
      socket,
      () => askFor(socket, page, bytes),
      (message) => expectBytes(message, bytes),
    );
    return { units: (window.count * bytes) / UNIT_BYTES };
  };
  const startedAt = performance.now();
  const cpuOfLargeMs = await serverCpuOf(endpoint, ask);
  const seconds = (performance.now() - startedAt) / 1000;
  const hugeMs = await timeHuge(socket, page, HUGE_BYTES[size]);
  const peakBytes = serverPeakBytes(endpoint);
  return {
    largeBytesPerSecond: (window.count * bytes) / seconds,
    hugeMs,
    ...(cpuOfLargeMs !== undefined && { cpuOfLargeMs }),
    ...(peakBytes !== undefined && { serverPeakBytes: peakBytes }),
  };
}

async function timeHuge(socket: CdpSocket, page: string, bytes: number): Promise<number> {
  const startedAt = performance.now();
  await keepUnderWay(
    { count: 1, underWay: 1 },
    socket,
    () => askFor(socket, page, bytes),
    (message) => expectBytes(message, bytes),
  );
  return performance.now() - startedAt;
}

function askFor(socket: CdpSocket, page: string, bytes: number): void {
  socket.send("Runtime.evaluate", { expression: `"x".repeat(${bytes})` }, page);
}

function expectBytes(message: Buffer, bytes: number): void {
  if (message.length > bytes) return;
  throw new Error(`An answer of more than ${bytes} bytes came with ${message.length}.`);
}
