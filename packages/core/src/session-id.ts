import { RecordingError } from "@pagereel/protocol";

/** Gives a recorded browser or context its `sessionId()`. */
export function addSessionId<T extends object>(
  recorded: T,
  sessionId: string,
): T & { sessionId(): string } {
  Object.defineProperty(recorded, "sessionId", { configurable: true, value: () => sessionId });
  return recorded as T & { sessionId(): string };
}

/** Gives a browser or context that is not recorded a `sessionId()` that says so. */
export function refuseSessionId<T extends object>(unrecorded: T): T {
  return Object.defineProperty(unrecorded, "sessionId", {
    configurable: true,
    value: () => {
      throw new RecordingError(
        "NOT_RECORDING",
        "This browser is not recorded, so it has no session id. " +
          "Start it with the option { recording: true } to record it.",
      );
    },
  });
}
