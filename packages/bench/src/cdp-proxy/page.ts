import type { CdpSocket } from "./cdp-socket.ts";

/** So that a recording has something to do, as it has with any page that is alive: 20 changes a second. */
const PAGE =
  "<p id=clock></p><script>setInterval(() => { clock.textContent = Date.now() }, 50)</script>";

/** Opens a page that changes. @returns the id of the session with it */
export async function openPage(socket: CdpSocket): Promise<string> {
  const url = `data:text/html,${encodeURIComponent(PAGE)}`;
  const { targetId } = await socket.ask<{ targetId: string }>("Target.createTarget", { url });
  const attached = await socket.ask<{ sessionId: string }>("Target.attachToTarget", {
    targetId,
    flatten: true,
  });
  return attached.sessionId;
}
