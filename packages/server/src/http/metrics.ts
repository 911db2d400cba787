import type { RecordingState } from "@pagereel/core";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CloseReason } from "../sessions/close-reason.js";

/** Why one who asked for a session got none. */
export type RefusalCause =
  | "queue-full"
  | "queue-timeout"
  | "token-limit"
  | "browser-failed"
  | "shutting-down";

/** A browser starts within a second or so; what takes longer waits for another one to end. */
const ACQUISITION_BUCKETS_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the server counts. Labels have few values, none of which a client can choose. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Each server of a process has its own. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Counter<L>({ name: `pagereel_${name}`, help, labelNames, registers });
  const messages = counter("cdp_messages_total", "CDP messages passed on", ["direction"]);
  const bytes = counter("cdp_bytes_total", "Bytes of CDP messages passed on", ["direction"]);
  // Looked up once: there can be 50,000 messages a second.
  const direction = (name: string) => ({
    messages: startedCounter(messages.labels(name)),
    bytes: startedCounter(bytes.labels(name)),
  });

  return {
    registry,
    sessionsActive: new Gauge({
      name: "pagereel_sessions_active",
      help: "Sessions that have not ended",
      registers,
    }),
    sessionsEnded: counter<"reason">(
      "sessions_ended_total",
      "Sessions that have ended, by reason",
      ["reason"],
    ) as Counting<"reason", CloseReason>,
    acquisitionsRefused: counter<"cause">(
      "acquisitions_refused_total",
      "Requests for a session that got none, by cause",
      ["cause"],
    ) as Counting<"cause", RefusalCause>,
    acquisitionSeconds: new Histogram({
      name: "pagereel_acquisition_seconds",
      help: "Time from the request for a session until its browser runs",
      buckets: ACQUISITION_BUCKETS_SECONDS,
      registers,
    }),
    toBrowser: direction("to_browser"),
    toClient: direction("to_client"),
    recordingsFinalized: counter<"state">(
      "recordings_finalized_total",
      "Recordings that are finished, by state",
      ["state"],
    ) as Counting<"state", RecordingState>,
    httpRequests: counter("http_requests_total", "HTTP requests answered", [
      "method",
      "route",
      "status",
    ]),
  };
}

/** A counter with one label, whose values are known. */
interface Counting<L extends string, V extends string> {
  inc(labels: Record<L, V>): void;
}

/** It is told from the beginning, with a 0: the first steps of one that appears later would be lost. */
function startedCounter(counter: Counter.Internal): Counter.Internal {
  counter.inc(0);
  return counter;
}
