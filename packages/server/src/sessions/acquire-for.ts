import type { FastifyRequest } from "fastify";
import { ApiError } from "../http/api-error.js";
import { ownerOf } from "../http/request-parts.js";
import type { SessionRequest } from "./session-info.js";
import type { SessionsView } from "./sessions-view.js";

/**
 * Acquires a session for who asks. Where they have left while they waited, it ends: nobody knows of it,
 * unless it has a name by which it is asked for again.
 *
 * @returns its id
 * @throws ApiError as `acquire`
 */
export async function acquireFor(
  request: Pick<FastifyRequest, "principal"> & { raw: { socket: { destroyed: boolean } } },
  sessions: SessionsView,
  wanted: SessionRequest,
): Promise<string> {
  const owner = ownerOf(request);
  const { sessionId } = await sessions.acquire(wanted, owner);
  if (!request.raw.socket.destroyed || wanted.hint !== undefined) return sessionId;
  await sessions.end(sessionId, owner);
  throw new ApiError(410, "session-ended", "Who asked for the session has left before it began.");
}
