import { isEvent, RecordingError } from "@pagereel/protocol";
import { JSONParser, TokenType } from "@streamparser/json";
import { maxEventBytes } from "./heap-room.js";
import { notJson } from "./parse-answer.js";
import type { RecordedEvent } from "./recorded-event.js";

/**
 * Events only, without and with an envelope: the parser keeps the whole of what is asked for, and
 * lets go of all else.
 */
const PATHS = ["$.events.*.*", "$.result.events.*.*"];

/** An answer without events is kept whole up to here, to see what it is. */
const MAX_EMPTY_BYTES = 1024 * 1024;

/**
 * Objects and lists in each other, at most: the parser's time for each value grows with what is around
 * it. An element takes two, and browsers read no HTML of more than 512 elements in each other.
 */
const MAX_DEPTH = 5000;

/** Finds the events in the JSON of a recording while it arrives. */
export class RecordingParser {
  readonly #parser = new JSONParser({ paths: PATHS, keepStack: false });
  #events: RecordedEvent[] = [];
  #hasEvents = false;
  #start: Uint8Array[] = [];
  #startBytes = 0;
  #bytesSinceEvent = 0;
  #depth = 0;
  readonly #maxEventBytes: number;

  /** @param longestEventBytes - of an answer that has more than this and no event in it no more is read */
  constructor(longestEventBytes: number = maxEventBytes()) {
    this.#maxEventBytes = longestEventBytes;
    this.#parser.onValue = ({ value, parent, stack }) => {
      const targetId = String(stack.at(-1)?.key);
      if (!Array.isArray(parent) || !isEvent(value)) {
        throw noRecording(`"events.${targetId}" is not an array of rrweb events`);
      }
      this.#events.push({ targetId, event: value });
    };
    this.#parser.onToken = ({ token }) => this.#countDepth(token);
  }

  /**
   * @returns the events that are complete with these bytes
   * @throws RecordingError `INVALID_RECORDING`
   */
  write(bytes: Uint8Array): RecordedEvent[] {
    this.#events = [];
    this.#run(() => this.#parser.write(bytes));
    this.#hasEvents ||= this.#events.length > 0;
    this.#bytesSinceEvent = bytes.length + (this.#events.length > 0 ? 0 : this.#bytesSinceEvent);
    if (this.#bytesSinceEvent > this.#maxEventBytes) {
      throw noRecording(`it has more than ${this.#maxEventBytes} bytes without an event`);
    }
    this.#startBytes += bytes.length;
    if (this.#hasEvents || this.#startBytes > MAX_EMPTY_BYTES) this.#start = [];
    else this.#start.push(bytes);
    return this.#events;
  }

  /**
   * To be called when all has arrived.
   *
   * @returns the text of an answer that had no events, which may be a recording or an error
   * @throws RecordingError `INVALID_RECORDING` where more should have come
   */
  end(): string | undefined {
    if (!this.#hasEvents && this.#startBytes <= MAX_EMPTY_BYTES) {
      return Buffer.concat(this.#start).toString();
    }
    if (!this.#parser.isEnded) this.#run(() => this.#parser.end());
    if (this.#hasEvents) return undefined;
    throw noRecording("it has no events");
  }

  #countDepth(token: TokenType): void {
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
    if (token !== TokenType.LEFT_BRACE && token !== TokenType.LEFT_BRACKET) return;
    this.#depth++;
    if (this.#depth > MAX_DEPTH) throw noRecording(`its values are more than ${MAX_DEPTH} deep`);
  }

  #run(parse: () => void): void {
    try {
      parse();
    } catch (cause) {
      throw cause instanceof RecordingError ? cause : notJson(cause);
    }
  }
}

function noRecording(why: string): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `The answer is not a recording: ${why}. Check that the address is that of a recordings API.`,
  );
}
