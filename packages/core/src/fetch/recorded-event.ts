import type { eventWithTime } from "@rrweb/types";

/** An event with the target that it is of. */
export interface RecordedEvent {
  targetId: string;
  event: eventWithTime;
}
