import type { eventWithTime } from "@rrweb/types";
import fc from "fast-check";

/** Something that is an rrweb event. */
export const anyEvent: fc.Arbitrary<eventWithTime> = fc
  .record({
    type: fc.integer({ min: 0, max: 6 }),
    timestamp: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    data: fc.jsonValue({ maxDepth: 2 }),
  })
  .map((event) => event as eventWithTime);

/** A change to bytes: turned bits, a cut, a hole, something put in or behind. */
export type Mutation = (bytes: Buffer) => Buffer;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const junk = fc.uint8Array({ maxLength: 40 });

const flip = fc.tuple(share, fc.integer({ min: 0, max: 7 })).map(([at, bit]): Mutation => {
  return (bytes) => {
    const flipped = Buffer.from(bytes);
    const i = Math.floor(at * (bytes.length - 1));
    if (bytes.length > 0) flipped[i] = (flipped[i] ?? 0) ^ (1 << bit);
    return flipped;
  };
});
const cut = share.map(
  (at): Mutation =>
    (bytes) =>
      bytes.subarray(0, at * bytes.length),
);
const hole = fc.tuple(share, share).map(([a, b]): Mutation => {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return (bytes) =>
    Buffer.concat([bytes.subarray(0, from * bytes.length), bytes.subarray(to * bytes.length)]);
});
const insert = fc.tuple(share, junk).map(([at, more]): Mutation => {
  return (bytes) =>
    Buffer.concat([bytes.subarray(0, at * bytes.length), more, bytes.subarray(at * bytes.length)]);
});
const append = junk.map(
  (more): Mutation =>
    (bytes) =>
      Buffer.concat([bytes, more]),
);
const twice: Mutation = (bytes) => Buffer.concat([bytes, bytes]);

export const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  flip,
  flip,
  cut,
  hole,
  insert,
  append,
  fc.constant(twice),
);

/** These bytes, changed in some places. */
export function mutated(bytes: Uint8Array): fc.Arbitrary<Buffer> {
  return fc
    .array(anyMutation, { minLength: 1, maxLength: 4 })
    .map((mutations) =>
      mutations.reduce<Buffer>((changed, mutate) => mutate(changed), Buffer.from(bytes)),
    );
}

/** This value with something else in some places. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(
      -1,
      0,
      1e308,
      -1e308,
      2 ** 53,
      1.5,
      "",
      "..",
      "../x",
      "__proto__",
      null,
      [],
      {},
    ),
  );
  const change = fc.record({ path: fc.array(share, { minLength: 1, maxLength: 5 }), by: strange });
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce(
        (changed, { path, by }) => replaceAt(changed, path, by),
        structuredClone(value),
      ),
    );
}

/** @param path - at each level, which member, as a part of their number */
function replaceAt(value: unknown, path: number[], by: unknown): unknown {
  const [at, ...rest] = path;
  if (typeof value !== "object" || value === null || at === undefined) return by;
  const keys = Object.keys(value);
  const key = keys[Math.min(Math.floor(at * keys.length), keys.length - 1)];
  if (key === undefined) return by;
  const members = value as Record<string, unknown>;
  Object.defineProperty(members, key, {
    value: replaceAt(members[key], rest, by),
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return value;
}

/** Bytes in pieces, as a network or a decompressor gives them. */
export function inPieces(bytes: Uint8Array, sizes: number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % Math.max(1, sizes.length)] ?? bytes.length;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

export const anyPieceSizes = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 5 });
