import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import type { playerConfig } from "rrweb";
import { AdoptedSheets } from "./adopted-sheets.js";
import { CanvasPictures } from "./canvas-pictures.js";
import { defineElement } from "./custom-elements.js";
import { mendDialogs } from "./dialogs.js";
import { ElementStates, isStateEvent } from "./element-states.js";
import { Focus } from "./focus.js";
import { mendMathMl } from "./math-ml.js";
import { PageScroll } from "./page-scroll.js";

type ReplayPlugin = NonNullable<playerConfig["plugins"]>[number];
type Handler = NonNullable<ReplayPlugin["handler"]>;
type Replayer = Parameters<Handler>[2]["replayer"];

/**
 * A plugin for rrweb's Replayer (`plugins: [createReplayPlugin()]`) that shows what rrweb's own
 * events cannot tell, or its safe mode leaves out: canvases, open popovers, custom states and late
 * definitions of elements, MathML; and mends what a jump leaves behind. One plugin belongs to one Replayer.
 */
export function createReplayPlugin(): ReplayPlugin {
  const states = new ElementStates();
  const pictures = new CanvasPictures();
  const scroll = new PageScroll();
  const focus = new Focus();
  const adopted = new AdoptedSheets();
  const known = new WeakSet<Replayer>();
  let isShowingSoon = false;

  /** After events of the past were applied at once: the nodes that they are about are there now. */
  function showAll(replayer: Replayer): void {
    const document = replayer.iframe.contentDocument;
    if (!document) return;
    mendMathMl(document, replayer.getMirror());
    mendDialogs(document);
    pictures.showAll(document, replayer.getMirror());
    states.applyAll(replayer.getMirror());
  }

  /** Once for all events of a task: it goes over the whole document. */
  function showAllSoon(replayer: Replayer): void {
    if (isShowingSoon) return;
    isShowingSoon = true;
    queueMicrotask(() => {
      isShowingSoon = false;
      showAll(replayer);
    });
  }

  function onEvent(event: eventWithTime, isSync: boolean, replayer: Replayer): void {
    const mirror = replayer.getMirror();
    const document = replayer.iframe.contentDocument;
    if (focus.onEvent(event) && !isSync && document) focus.apply(document, mirror);
    if (event.type === EventType.FullSnapshot) {
      states.clear();
      pictures.clear();
      scroll.onSnapshot(event.data.node.id, event.data.initialOffset);
      focus.onSnapshot();
      if (document) adopted.onSnapshot(document);
      showAll(replayer);
    } else if (isStateEvent(event)) {
      states.set(event.data.payload, isSync ? undefined : mirror);
    } else if (event.type === EventType.IncrementalSnapshot) {
      const { data } = event;
      if (isSync) adopted.onPast(data, replayer);
      if (data.source === IncrementalSource.CanvasMutation) pictures.keep(data);
      if (data.source === IncrementalSource.Scroll) scroll.onScroll(data);
      if (data.source === IncrementalSource.CustomElement && data.define) {
        defineElement(replayer.iframe.contentWindow, data.define.name);
      }
      const shows =
        data.source === IncrementalSource.CanvasMutation ||
        data.source === IncrementalSource.Mutation;
      if (shows && !isSync) showAllSoon(replayer);
    }
  }

  return {
    handler(event, isSync, { replayer }) {
      if (!known.has(replayer)) {
        known.add(replayer);
        replayer.on("flush", () => {
          showAll(replayer);
          const document = replayer.iframe.contentDocument;
          if (!document) return;
          adopted.apply(replayer);
          focus.apply(document, replayer.getMirror());
          scroll.apply(document);
        });
      }
      onEvent(event, isSync, replayer);
    },
  };
}
