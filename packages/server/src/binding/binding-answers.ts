import type { Static } from "@fastify/type-provider-typebox";
import { CLOSE_CODES } from "../sessions/close-reason.js";
import type { SessionInfo } from "../sessions/session-info.js";
import type { SessionLimits, SessionsView } from "../sessions/sessions-view.js";
import type { ActiveSessions, History, Limits } from "./binding-schemas.js";

/** When a browser ends is not known; a client that asks again after these ms does no harm. */
const ASK_AGAIN_MS = 10_000;

type Active = Static<typeof ActiveSessions>["sessions"][number];
type Past = Static<typeof History>["history"][number];

/** A session as Cloudflare's clients know it. */
export function toActive(info: SessionInfo): Active {
  const { sessionId, startTime, connectionId, connectionStartTime } = info;
  return {
    sessionId,
    startTime,
    ...(connectionId !== undefined && { connectionId }),
    ...(connectionStartTime !== undefined && { connectionStartTime }),
  };
}

/** Those that run and those that have ended, the newest first. */
export function toHistory(sessions: SessionsView, owner: string): Past[] {
  const infos = [...sessions.list(owner), ...sessions.history(owner)];
  return infos.sort((one, other) => other.startTime - one.startTime).map(toPast);
}

function toPast(info: SessionInfo): Past {
  const { endTime, closeReason } = info;
  const ending = closeReason && CLOSE_CODES[closeReason];
  return {
    ...toActive(info),
    ...(endTime !== undefined && { endTime }),
    ...(ending && { closeReason: ending.code, closeReasonText: ending.text }),
  };
}

export function toLimits(limits: SessionLimits): Static<typeof Limits> {
  const { activeSessions, maxConcurrentSessions, freeSessions } = limits;
  return {
    activeSessions: activeSessions.map((id) => ({ id })),
    maxConcurrentSessions,
    allowedBrowserAcquisitions: freeSessions,
    timeUntilNextAllowedBrowserAcquisition: freeSessions > 0 ? 0 : ASK_AGAIN_MS,
  };
}
