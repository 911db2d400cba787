import { connect as connectSocket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CutProxy } from "../clients/cut-proxy.ts";
import { RawClient } from "../clients/raw-client.ts";
import { RawPage } from "../clients/raw-page.ts";
import { browse } from "./browse.ts";
import { connect, driveUntil, pause } from "./ends.ts";
import { type Fate, type Life, socketAddress } from "./fate.ts";
import { flood } from "./flood.ts";
import { acquire } from "./library-fates.ts";

/** ms for which a handshake may go on before its client dies: a browser starts in this time. */
const MAX_HANDSHAKE_MS = 2000;
/** ms for which nobody knows that a network was cut. */
const MAX_CUT_MS = 6000;

const dies: Fate = {
  name: "client dies",
  reasons: ["idle"],
  async live(life) {
    const client = await connect(life);
    const browsing = RawPage.open(client).then((page) => browse(life, page, 2));
    await driveUntil(browsing, sleep(life.spanMs), () => client.die());
  },
};

const diesInHandshake: Fate = {
  name: "client dies in its handshake",
  reasons: ["idle"],
  maybeNone: true,
  maybeEmpty: true,
  async live(life) {
    const socket = connectSocket(Number(life.host.split(":")[1]), "127.0.0.1");
    // What the server says, and whether it is cut off, is no matter to the dead.
    socket.on("error", () => undefined).resume();
    socket.write(handshake(life));
    await pause(life, MAX_HANDSHAKE_MS);
    socket.destroy();
  },
};

const neverComes: Fate = {
  name: "client acquires and never comes",
  reasons: ["idle"],
  maybeEmpty: true,
  async live(life) {
    await acquire(life);
  },
};

const networkIsCut: Fate = {
  name: "network is cut",
  reasons: ["idle"],
  async live(life) {
    await using network = await CutProxy.start(Number(life.host.split(":")[1]));
    const client = await RawClient.connect(socketAddress(life, network.host), life.token);
    const page = await RawPage.open(client);
    await browse(life, page, 0.5);
    // The browser says much that nobody takes any more.
    if (life.random.chance(0.5)) await flood(client, page);
    const browsing = browse(life, page, 2);
    await driveUntil(browsing, sleep(life.spanMs / 2), () => breakNetwork(life, network));
  },
};

async function breakNetwork(life: Life, network: CutProxy): Promise<void> {
  network.cut();
  await pause(life, MAX_CUT_MS);
  network.break();
}

/** The whole of it, or as much as was sent. */
function handshake({ host, path, token, random }: Life): string {
  const whole = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==",
    "",
    "",
  ].join("\r\n");
  return random.chance(0.3) ? whole.slice(0, random.between(1, whole.length)) : whole;
}

export const deaths: Fate[] = [dies, diesInHandshake, neverComes, networkIsCut];
