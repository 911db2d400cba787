import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { NodeWorkload, Step } from "../node/node-workload.ts";
import type { Size } from "../workloads/workload.ts";
import type { CdpSocket } from "./cdp-socket.ts";
import { directEndpoint } from "./direct-endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import type { CdpFigures } from "./figures.ts";
import { measureAcquiring } from "./measure-acquiring.ts";
import { measureCommands } from "./measure-commands.ts";
import { measureLarge } from "./measure-large.ts";
import { openPage } from "./page.ts";
import { remarksOf } from "./remarks-of.ts";
import { serverEndpoint } from "./server-endpoint.ts";

type Measure = (endpoint: Endpoint, size: Size) => Promise<CdpFigures>;
type MeasurePage = (
  endpoint: Endpoint,
  socket: CdpSocket,
  page: string,
  size: Size,
) => Promise<CdpFigures>;

interface Way {
  openEndpoint(folder: string): Promise<Endpoint>;
  remarks?: (folder: string) => Promise<string[]>;
}

const direct: Way = { openEndpoint: async (folder) => directEndpoint(folder) };
const server: Way = { openEndpoint: (folder) => serverEndpoint(folder, false) };
const recorded: Way = {
  openEndpoint: (folder) => serverEndpoint(folder, true),
  remarks: remarksOf,
};

/** Each one has an endpoint of its own. */
function stepsOf(way: Way): Record<string, Step> {
  return {
    commands: stepOf(way, onPage(measureCommands)),
    large: stepOf(way, onPage(measureLarge)),
    acquiring: stepOf(way, measureAcquiring),
  };
}

function stepOf({ openEndpoint, remarks }: Way, measure: Measure): Step {
  return async (stage) => {
    const folder = await mkdtemp(join(stage.folder, "endpoint-"));
    const figures = await measureAt(await openEndpoint(folder), measure, stage.size);
    return { figures, ...(remarks && { remarks: await remarks(folder) }) };
  };
}

/** The endpoint has ended, with its recordings, when this resolves. */
async function measureAt(opened: Endpoint, measure: Measure, size: Size): Promise<CdpFigures> {
  await using endpoint = opened;
  return await measure(endpoint, size);
}

function onPage(measure: MeasurePage): Measure {
  return async (endpoint, size) => {
    const { socket, close } = await endpoint.open();
    const figures = await measure(endpoint, socket, await openPage(socket), size);
    await close();
    return figures;
  };
}

export const cdpProxy: NodeWorkload = {
  name: "cdp-proxy",
  about:
    "one client on one connection, with a page that changes 20 times a second: with Chromium's own " +
    "port, and through the server, which has a process of its own as the client has",
  base: "direct",
  steps: {
    direct: stepsOf(direct),
    server: stepsOf(server),
    "server-recorded": stepsOf(recorded),
  },
};
