import { spreadOf } from "../statistics/spread.ts";
import type { Size } from "../workloads/workload.ts";
import type { Endpoint } from "./endpoint.ts";
import type { CdpFigures } from "./figures.ts";

const BROWSERS = { full: 10, quick: 2 };

/** How long a browser takes to be there, one after the other. */
export async function measureAcquiring(endpoint: Endpoint, size: Size): Promise<CdpFigures> {
  const times: number[] = [];
  for (let i = 0; i < BROWSERS[size]; i++) {
    const startedAt = performance.now();
    const { socket, close } = await endpoint.open();
    await socket.ask("Browser.getVersion");
    times.push(performance.now() - startedAt);
    await close();
  }
  return { acquireMs: spreadOf(times)?.median ?? 0 };
}
