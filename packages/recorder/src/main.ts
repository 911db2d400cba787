import { record } from "rrweb";
import type { RecorderConfig } from "./config.js";
import { DocumentRecorder } from "./document-recorder.js";
import { Frames } from "./frames.js";
import { whenBodyExists, whenNavigating, whenRestored, whenWindowIsReused } from "./lifecycle.js";
import { hooks } from "./rrweb-hooks.js";

/** What the Node side can ask of the recorder of a document. */
export interface RecorderControls {
  /** Sends a full snapshot, as rrweb's checkout. */
  takeFullSnapshot(): void;
  /** Sends nothing more. */
  mute(): void;
  /** The id that a node has in the recording; -1 where it has none. */
  idOf(node: Node): number;
}

/**
 * Starts recording this window.
 *
 * @returns undefined where there is no binding: it was taken by a recorder that runs already
 */
export function start(config: RecorderConfig): RecorderControls | undefined {
  const call = takeBinding(config.binding);
  if (!call) return undefined;
  let current: DocumentRecorder | undefined;
  let muted = false;
  const frames = new Frames(config.token, (nodeId, documentId) =>
    current?.outbox.addLink({ nodeId, documentId }),
  );
  hooks.onIframe = (element) => {
    if (!isBlocked(element, config)) frames.addElement(element, record.mirror.getId(element));
  };
  const begin = () =>
    whenBodyExists(() => {
      if (muted) return;
      current = new DocumentRecorder(config, call);
      frames.announce(current.documentId);
    });

  begin();
  whenWindowIsReused(() => {
    current?.stop();
    current = undefined;
    begin();
  });
  whenNavigating(() => current?.flush());
  whenRestored(() => {
    // The browser installs the binding again with the page.
    takeBinding(config.binding);
    current?.takeFullSnapshot();
    if (current) frames.announce(current.documentId);
  });

  return {
    takeFullSnapshot: () => current?.takeFullSnapshot(),
    mute: () => {
      muted = true;
      if (current) current.outbox.muted = true;
    },
    idOf: (node) => record.mirror.getId(node),
  };
}

function takeBinding(name: string): ((payload: string) => void) | undefined {
  const scope = window as unknown as Record<string, unknown>;
  const binding = scope[name];
  if (typeof binding !== "function") return undefined;
  delete scope[name];
  return binding as (payload: string) => void;
}

function isBlocked(element: HTMLElement, { blockSelector }: RecorderConfig): boolean {
  return (
    element.classList.contains("rr-block") ||
    (blockSelector !== undefined && element.matches(blockSelector))
  );
}
