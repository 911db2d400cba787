import { RecordingError } from "@pagereel/protocol";
import { backoffMs } from "../http/backoff.js";
import type { Deadline } from "./deadline.js";
import type { HttpSource } from "./fetch-options.js";
import { failureOfNetwork, failureOfResponse, RequestFailure } from "./http-failure.js";

/** Requests made in all where the server or the network fails. */
const MAX_FAULTS = 3;

/** A recording, or what stands behind its address: `/manifest`. */
export type RecordingPart = "" | "/manifest";

/**
 * Asks a server for a recording, again where that can help.
 *
 * @param read - what to do with an answer of status 2xx. It throws a `RequestFailure` for one that
 *   is no recording for now, a `RecordingError` for one that never will be; what else it throws
 *   is taken for a fault of the network
 * @throws RecordingError of the last failure, `TIMEOUT`; or the caller's reason for the abort
 */
export async function requestRecording<T>(
  sessionId: string,
  source: HttpSource,
  deadline: Deadline,
  read: (response: Response) => Promise<T>,
  part: RecordingPart = "",
): Promise<T> {
  let faults = 0;
  let unfinished: RequestFailure | undefined;
  for (let attempt = 1; ; attempt++) {
    const answer = await request({ sessionId, part }, source, deadline, read);
    if (!(answer instanceof RequestFailure)) return answer;
    if (answer.kind === "fault") faults++;
    if (answer.kind === "unfinished") unfinished = answer;
    const waitMs = answer.retryAfterMs ?? backoffMs(attempt);
    if (!canHelp(answer, faults, source) || waitMs >= deadline.remainingMs) {
      // Whoever waits for a recording wants to know that it was not there, not that time is over.
      throw answer.error.code === "TIMEOUT" && unfinished ? unfinished.error : answer.error;
    }
    await deadline.sleep(waitMs);
  }
}

/**
 * Says what is to be made of something thrown while a request was made or its answer read.
 *
 * @throws the caller's reason for an abort; RecordingErrors as they are
 */
export function failureOfThrown(
  cause: unknown,
  source: HttpSource,
  deadline: Deadline,
): RequestFailure {
  deadline.throwIfAborted();
  if (cause instanceof RequestFailure) return cause;
  if (cause instanceof RecordingError) throw cause;
  return deadline.isOver ? timedOut(source) : failureOfNetwork(cause, source);
}

function canHelp({ kind }: RequestFailure, faults: number, source: HttpSource): boolean {
  if (kind === "fault") return faults < MAX_FAULTS;
  if (kind === "unfinished") return source.waitUntilFinished;
  return kind === "rate-limited";
}

interface Wanted {
  sessionId: string;
  part: RecordingPart;
}

async function request<T>(
  wanted: Wanted,
  source: HttpSource,
  deadline: Deadline,
  read: (response: Response) => Promise<T>,
): Promise<T | RequestFailure> {
  const { signal } = deadline;
  try {
    const headers = { accept: "application/json", ...authorization(source) };
    const response = await fetch(addressOf(wanted, source), { headers, signal });
    if (!response.ok) return await failureOfResponse(response, wanted.sessionId, source);
    return await read(response);
  } catch (cause) {
    return failureOfThrown(cause, source, deadline);
  }
}

function addressOf({ sessionId, part }: Wanted, source: HttpSource): string {
  const { baseUrl, accountId, partial, from, to } = source;
  const query = new URLSearchParams();
  if (partial) query.set("partial", "true");
  if (Number.isFinite(from)) query.set("from", `${from}`);
  if (Number.isFinite(to)) query.set("to", `${to}`);
  const path = `client/v4/accounts/${accountId}/browser-rendering/recording/${sessionId}${part}`;
  return `${baseUrl}/${path}${query.size > 0 ? `?${query}` : ""}`;
}

function authorization({ apiToken }: HttpSource): Record<string, string> {
  return apiToken === undefined ? {} : { authorization: `Bearer ${apiToken}` };
}

function timedOut({ baseUrl, timeoutMs }: HttpSource): RequestFailure {
  const error = new RecordingError(
    "TIMEOUT",
    `The server at ${baseUrl} did not give the recording within ${timeoutMs} ms. Pass a longer ` +
      `timeoutMs, or read it with streamRecording, which waits that long for each part.`,
  );
  return new RequestFailure("final", error);
}
