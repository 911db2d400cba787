import { createReplayPlugin } from "@pagereel/replay";
import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import { Replayer } from "rrweb";
import { keepFocusOut } from "./focus.js";

/** What the Replayer has and its types do not show. */
interface CastingReplayer {
  getCastFn(event: eventWithTime, isPast: boolean): () => void;
}

/**
 * rrweb's Replayer, told event by event what to show. Its own timer would apply the events of a jump
 * in one task, however many there are, and stop for good at one that is broken.
 */
export class EventCaster {
  readonly replayer: Replayer;
  /** Of the last event that was shown. */
  private time: number;
  private isPlaying = false;
  private prepared: { event: eventWithTime; own: eventWithTime } | undefined;

  /**
   * @param root - in a document, and laid out
   * @param base - when the first event is, in ms since the epoch
   * @param onFailure - an event cannot be shown
   */
  constructor(
    root: HTMLElement,
    private readonly base: number,
    private readonly onFailure: (error: unknown, event?: eventWithTime) => void,
  ) {
    this.time = base;
    this.replayer = createReplayer(root);
    this.replayer.service.send({ type: "ADD_EVENT", payload: { event: beginning(base) } });
    // Events are told when they are due: there is nothing to wait for.
    this.replayer.timer.addAction = ({ doAction }) => doAction();
  }

  /**
   * Does a part of what showing an event takes: of a large page, as much as a task should take.
   *
   * @returns false where that was done before
   */
  prepare(event: eventWithTime): boolean {
    if (this.prepared?.event === event) return false;
    this.prepared = { event, own: ownOf(event) };
    return true;
  }

  /** @param isPast - shown together with others, by `flush` */
  cast(event: eventWithTime, isPast: boolean): void {
    this.time = Math.max(this.time, event.timestamp);
    // A snapshot is never waited for, as rrweb does for style sheets that a replay does not load.
    const isSync = isPast || event.type === EventType.FullSnapshot;
    const { prepared } = this;
    this.prepared = undefined;
    try {
      const own = prepared?.event === event ? prepared.own : ownOf(event);
      (this.replayer as unknown as CastingReplayer).getCastFn(own, isSync)();
    } catch (error) {
      this.onFailure(error, event);
    }
  }

  /** Shows the moment as a still. */
  flush(): void {
    this.isPlaying = false;
    this.attempt(() => this.replayer.pause(this.offset()));
  }

  /** Lets animations of the page run. @param speed - that of its media */
  play(speed: number): void {
    if (this.isPlaying) return;
    this.isPlaying = true;
    this.attempt(() => {
      this.replayer.setConfig({ speed });
      this.replayer.play(this.offset());
    });
  }

  setSpeed(speed: number): void {
    this.attempt(() => this.replayer.setConfig({ speed }));
  }

  close(): void {
    this.attempt(() => this.replayer.destroy());
  }

  /** Half a ms behind the last event: the Replayer takes what is before for shown. */
  private offset(): number {
    return this.time - this.base + 0.5;
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.onFailure(error);
    }
  }
}

/**
 * An event that the Replayer may keep and change, which it does with the nodes of snapshots and with
 * lists of removed nodes: events are shown again after a seek back.
 */
function ownOf(event: eventWithTime): eventWithTime {
  const isKept =
    event.type === EventType.FullSnapshot ||
    (event.type === EventType.IncrementalSnapshot &&
      event.data.source === IncrementalSource.Mutation);
  return isKept ? structuredClone(event) : event;
}

function createReplayer(root: HTMLElement): Replayer {
  const replayer = new Replayer([], {
    root,
    // It then asks for no events to begin with, and has no end.
    liveMode: true,
    mouseTail: false,
    showWarning: false,
    triggerFocus: false,
    // Its events go to the document one by one: what a virtual DOM has gathered is applied in one task.
    useVirtualDom: false,
    plugins: [createReplayPlugin(), { onBuild: keepFocusOut }],
  });
  replayer.iframe.tabIndex = -1;
  replayer.iframe.title = "The recorded page";
  return replayer;
}

/** The Replayer counts its time from its first event. */
function beginning(timestamp: number): eventWithTime {
  return { type: EventType.Custom, data: { tag: "pagereel.beginning", payload: {} }, timestamp };
}
