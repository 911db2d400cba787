import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between clients and a server that can be cut. */
export class CutProxy implements AsyncDisposable {
  private readonly sockets = new Set<Socket>();
  private readonly listening = createServer((client) => this.join(client));

  private readonly port: number;

  private constructor(port: number) {
    this.port = port;
  }

  /** @param port - of the server, on the loopback interface */
  static async start(port: number): Promise<CutProxy> {
    const proxy = new CutProxy(port);
    proxy.listening.listen(0, "127.0.0.1");
    await once(proxy.listening, "listening");
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.listening.address() as AddressInfo).port}`;
  }

  /** Passes nothing on any more, and tells nobody. */
  cut(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** What was cut is found to be gone. */
  break(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.break();
    this.listening.close();
    await once(this.listening, "close");
  }

  private join(client: Socket): void {
    const server = connect(this.port, "127.0.0.1");
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      // Its close follows.
      one.on("error", () => undefined);
      one.once("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
