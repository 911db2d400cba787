import { RecordingError, readManifest, type Store } from "@pagereel/core";
import type { FastifyBaseLogger } from "fastify";
import type { ApiError } from "../http/api-error.js";
import type { Metrics, RefusalCause } from "../http/metrics.js";
import type { SessionHost } from "./session.js";
import type { SessionInfo } from "./session-info.js";
import type { SessionEvents } from "./sessions.js";

export function countMessages({ toBrowser, toClient }: Metrics): SessionHost["onMessage"] {
  return (direction, bytes) => {
    const counters = direction === "in" ? toBrowser : toClient;
    counters.messages.inc();
    counters.bytes.inc(bytes);
  };
}

/** Counts sessions, and logs them. */
export function countSessions(
  metrics: Metrics,
  store: Store,
  log: FastifyBaseLogger,
): SessionEvents {
  return {
    onStarted({ sessionId, owner, isRecording }, ms) {
      metrics.sessionsActive.inc();
      metrics.acquisitionSeconds.observe(ms / 1000);
      log.info({ sessionId, by: owner, isRecording, ms: Math.round(ms) }, "session started");
    },
    onRefused(error) {
      metrics.acquisitionsRefused.inc({ cause: causeOf(error) });
    },
    onEnded(info) {
      const { sessionId, closeReason: reason = "closed" } = info;
      metrics.sessionsActive.dec();
      metrics.sessionsEnded.inc({ reason });
      log.info({ sessionId, reason, ms: (info.endTime ?? 0) - info.startTime }, "session ended");
      if (info.isRecording) void countRecording(info, metrics, store, log);
    },
  };
}

async function countRecording(
  { sessionId }: SessionInfo,
  { recordingsFinalized }: Metrics,
  store: Store,
  log: FastifyBaseLogger,
): Promise<void> {
  try {
    const { state } = await readManifest(store, sessionId);
    recordingsFinalized.inc({ state });
  } catch (err) {
    // One that is finalized can be deleted before its session ends.
    if (err instanceof RecordingError && err.code === "RECORDING_NOT_FOUND") return;
    log.error({ err, sessionId }, "the recording of a session cannot be read");
  }
}

function causeOf({ reason }: ApiError): RefusalCause {
  switch (reason) {
    case "queue-full":
    case "queue-timeout":
    case "token-limit":
    case "shutting-down":
      return reason;
    default:
      return "browser-failed";
  }
}
