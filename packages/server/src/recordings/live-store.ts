import { EventEmitter } from "node:events";
import type { Sink, Store } from "@pagereel/core";
import { givesFreshBytes, givingFreshBytes } from "@pagereel/core/adapter";

/** What has just become readable in a store, or is not any more. */
export type StoreChange =
  | {
      kind: "segment";
      targetId: string;
      number: number /** Bytes of it by now, at least. */;
      end: number;
    }
  | { kind: "manifest" }
  | { kind: "deleted" };

/** A store that tells what is written through it. */
export interface LiveStore extends Store {
  /**
   * @param sessionId - in lower case
   * @param listener - called after each change of that session, in their order; must not throw
   */
  follow(sessionId: string, listener: (change: StoreChange) => void): Disposable;
}

/** Makes a store that does what another one does, and tells who follows a session of it at once. */
export function liveStore(store: Store): LiveStore {
  // By session: a UUID, which is no name that an emitter treats in its own way.
  const changes = new EventEmitter().setMaxListeners(0);
  const tell = (sessionId: string, change: StoreChange) =>
    void changes.emit(sessionId.toLowerCase(), change);

  const live: LiveStore = {
    name: store.name,
    ...(store.pacing && { pacing: store.pacing }),
    ...(store.sync && { sync: liveSync(store.sync, tell) }),
    ...(store.flush && { flush: async (sessionId, signal) => store.flush?.(sessionId, signal) }),
    appendSegment: async (ref, offset, chunk) => {
      await store.appendSegment(ref, offset, chunk);
      tell(ref.sessionId, toChange(ref, offset, chunk));
    },
    writeManifest: async (manifest) => {
      const { sessionId } = manifest;
      await store.writeManifest(manifest);
      tell(sessionId, { kind: "manifest" });
    },
    readManifest: async (sessionId) => store.readManifest(sessionId),
    readSegment: async (ref) => store.readSegment(ref),
    listSessions: async (options) => store.listSessions(options),
    deleteSession: async (sessionId) => {
      await store.deleteSession(sessionId);
      tell(sessionId, { kind: "deleted" });
    },
    follow: (sessionId, listener) => {
      changes.on(sessionId, listener);
      return { [Symbol.dispose]: () => void changes.off(sessionId, listener) };
    },
  };
  return givesFreshBytes(store) ? withFreshBytes(live) : live;
}

function withFreshBytes(live: LiveStore): LiveStore {
  givingFreshBytes(live);
  return live;
}

function liveSync(
  sync: NonNullable<Sink["sync"]>,
  tell: (sessionId: string, change: StoreChange) => void,
): NonNullable<Sink["sync"]> {
  return {
    appendSegment: (ref, offset, chunk) => {
      sync.appendSegment(ref, offset, chunk);
      tell(ref.sessionId, toChange(ref, offset, chunk));
    },
    writeManifest: (manifest) => {
      sync.writeManifest(manifest);
      tell(manifest.sessionId, { kind: "manifest" });
    },
  };
}

function toChange(
  { targetId, number }: { targetId: string; number: number },
  offset: number,
  chunk: Uint8Array,
): StoreChange {
  return { kind: "segment", targetId, number, end: offset + chunk.length };
}
