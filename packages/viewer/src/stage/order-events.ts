import { EventType, type eventWithTime, IncrementalSource, type mousePosition } from "@rrweb/types";

/**
 * Puts events into the order in which they are shown. Positions of the mouse come as a list that
 * ends at its event's time; each one becomes an event of its own time. The Replayer would show what
 * happened between them twice after a jump, and the mouse ahead of its time.
 *
 * @param events - one target's, as they were recorded; what is no event is left out
 */
export function orderEvents(events: readonly unknown[]): eventWithTime[] {
  const ordered: eventWithTime[] = [];
  let snapshotAt = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (!isEvent(event)) continue;
    if (event.type === EventType.FullSnapshot) snapshotAt = event.timestamp;
    const positions = positionsOf(event);
    if (!positions) ordered.push(event);
    else for (const move of splitMoves(event, positions, snapshotAt)) ordered.push(move);
  }
  return ordered.sort((a, b) => a.timestamp - b.timestamp);
}

function isEvent(event: unknown): event is eventWithTime {
  return Number.isFinite((event as eventWithTime | null)?.timestamp);
}

function positionsOf(event: eventWithTime): mousePosition[] | undefined {
  if (!isMove(event)) return undefined;
  const { positions } = event.data as { positions?: unknown };
  return Array.isArray(positions) ? positions.filter((position) => position !== null) : undefined;
}

/** Whether an event is about nothing but where a pointer is. */
export function isMove(event: eventWithTime): boolean {
  if (event.type !== EventType.IncrementalSnapshot) return false;
  const source = event.data?.source;
  return (
    source === IncrementalSource.MouseMove ||
    source === IncrementalSource.TouchMove ||
    source === IncrementalSource.Drag
  );
}

/** @param earliest - a position may be older than the snapshot that has its element */
function splitMoves(
  event: eventWithTime,
  positions: mousePosition[],
  earliest: number,
): eventWithTime[] {
  return positions.map((position) => {
    const timestamp = event.timestamp + (Number(position.timeOffset) || 0);
    return {
      ...event,
      timestamp: Math.max(earliest, timestamp),
      data: { ...(event.data as object), positions: [{ ...position, timeOffset: 0 }] },
    } as eventWithTime;
  });
}
