import { createHash } from "node:crypto";
import type { Manifest } from "@pagereel/core";
import { segmentsByTarget } from "@pagereel/core/adapter";

/** How far a target was sent. */
export interface Position {
  /** Of the segment; 0 before the first one. */
  number: number;
  /** Events of it that were sent. */
  count: number;
  /** Whether there will be no more of it. */
  isDone: boolean;
}

/** Characters. A longer id would not fit in a header; with none, a client begins anew. */
const MAX_ID_LENGTH = 4096;

const ID = /^(\d{1,6})\.([\w-]{12})\.([\d*,-]*)$/;
const TOKEN = /^(\d{1,15})(?:-(\d{1,15}))?(?:\*(\d{1,6}))?$/;

/**
 * How far each target of a session was sent, and the id that says so: by target, in the order of the
 * manifest, the last segment, and with a dash the events of one that is not done; `*3` for three alike.
 */
export class LivePositions {
  readonly #positions = new Map<string, Position>();
  #hash: string | undefined;

  constructor(private readonly sessionId: string) {}

  /**
   * @param id - as a client sends it: of any origin
   * @param targetIds - of the manifest, in its order
   * @returns undefined for an id that is none, or not of this session
   */
  static resume(
    sessionId: string,
    id: string,
    targetIds: readonly string[],
  ): LivePositions | undefined {
    const [, count, hash, tokens] = ID.exec(id) ?? [];
    if (tokens === undefined || Number(count) > targetIds.length) return undefined;
    const positions = new LivePositions(sessionId);
    for (const targetId of targetIds.slice(0, Number(count))) positions.add(targetId);
    // Targets keep their order in all manifests of a session that Pagereel writes.
    return positions.#targetsHash() === hash && positions.#read(tokens) ? positions : undefined;
  }

  get targetIds(): Iterable<string> {
    return this.#positions.keys();
  }

  /** One that is known stays as it is. */
  add(targetId: string): void {
    if (this.#positions.has(targetId)) return;
    this.#positions.set(targetId, { number: 0, count: 0, isDone: true });
    this.#hash = undefined;
  }

  /** To be changed by who sends. */
  get(targetId: string): Position | undefined {
    return this.#positions.get(targetId);
  }

  /** Goes behind the segments that are closed, up to the first one of each target that is not. */
  skipClosed(manifest: Manifest): void {
    for (const [targetId, segments] of segmentsByTarget(manifest)) {
      this.add(targetId);
      const open = segments.findIndex(({ state }) => state === "open");
      const last = (open === -1 ? segments : segments.slice(0, open)).at(-1);
      const position = this.#positions.get(targetId);
      if (last && position) position.number = last.number;
    }
  }

  /** "" where it would be too long. */
  toId(): string {
    const id = `${this.#positions.size}.${this.#targetsHash()}.${this.#tokens()}`;
    return id.length > MAX_ID_LENGTH ? "" : id;
  }

  #tokens(): string {
    const runs: { token: string; times: number }[] = [];
    for (const { number, count, isDone } of this.#positions.values()) {
      const token = isDone ? `${number}` : `${number}-${count}`;
      const last = runs.at(-1);
      if (last?.token === token) last.times++;
      else runs.push({ token, times: 1 });
    }
    return runs.map(({ token, times }) => (times > 1 ? `${token}*${times}` : token)).join(",");
  }

  /** @returns false where they are not as many as there are targets */
  #read(tokens: string): boolean {
    const targetIds = [...this.#positions.keys()];
    let at = 0;
    for (const part of tokens === "" ? [] : tokens.split(",")) {
      const [, number, count, times = "1"] = TOKEN.exec(part) ?? [];
      if (number === undefined || at + Number(times) > targetIds.length) return false;
      for (const targetId of targetIds.slice(at, at + Number(times))) {
        const isDone = count === undefined;
        this.#positions.set(targetId, {
          number: Number(number),
          count: Number(count ?? 0),
          isDone,
        });
      }
      at += Number(times);
    }
    return at === targetIds.length;
  }

  #targetsHash(): string {
    const names = [this.sessionId, ...this.#positions.keys()].join("\n");
    this.#hash ??= createHash("sha256").update(names).digest("base64url").slice(0, 12);
    return this.#hash;
  }
}
