import "../../ui/style/ui.css";
import "./style/session.css";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { SessionData } from "../../data/session-data.js";
import type { SessionIndex } from "../../index/session-index.js";
import type { Playback } from "../../stage/playback.js";
import { Toasts } from "../../ui/toast.js";
import { AddressBar } from "./address-bar.js";
import { HelpDialog } from "./help-dialog.js";
import { Notices } from "./notices.js";
import { Panel } from "./panel/panel.js";
import { ScreenWords } from "./screen-words.js";
import { SessionHeader } from "./session-header.js";
import { createSessionModel, type SessionModel } from "./session-model.js";
import type { ShortcutContext } from "./shortcuts.js";
import { TargetTabs } from "./target-tabs.js";
import { Timeline } from "./timeline/timeline.js";
import { Transport } from "./transport.js";
import { useFullScreen } from "./use-full-screen.js";
import { useMoment } from "./use-moment.js";
import { useShortcuts } from "./use-shortcuts.js";
import { useSpokenState } from "./use-spoken-state.js";

export interface SessionViewProps {
  data: SessionData;
  index: SessionIndex;
  /** Shows a session in an element, until it is closed. */
  createPlayback: (data: SessionData, index: SessionIndex, container: HTMLElement) => Playback;
  /** Of the page that the view is in: such as the way back to a list. */
  header?: ComponentChildren;
}

/** One session: its player, its timeline, and what is known of it. Owns the playback only. */
export function SessionView({ data, index, createPlayback, header }: SessionViewProps) {
  const screen = useRef<HTMLDivElement>(null);
  const [model, setModel] = useState<SessionModel>();
  useLayoutEffect(() => {
    const playback = createPlayback(data, index, screen.current as HTMLElement);
    setModel(createSessionModel(data, index, playback));
    return () => playback.close();
  }, [data, index, createPlayback]);
  const root = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(root);
  useSession(model, fullScreen?.toggle);
  return (
    <div ref={root} class={fullScreen?.isOn ? "session is-full" : "session"}>
      {model && (
        <SessionHeader data={data} toaster={model.toaster}>
          {header}
        </SessionHeader>
      )}
      {model && <Notices data={data} index={index} />}
      <main class="player">
        {model && <TargetTabs data={data} playback={model.playback} />}
        {model && <AddressBar {...model} />}
        <div class="screen" id="session-screen" role="tabpanel" aria-label="Recorded page">
          <div ref={screen} class="screen-page" />
          {model && <ScreenWords {...model} />}
        </div>
      </main>
      {model && <Panel model={model} />}
      {model && (
        <section class="dock" aria-label="Player">
          <Transport model={model} fullScreen={fullScreen} />
          <Timeline model={model} />
        </section>
      )}
      {model && <Overlays model={model} />}
    </div>
  );
}

function Overlays({ model: { showsHelp, toaster } }: { model: SessionModel }) {
  const close = () => {
    showsHelp.value = false;
  };
  return (
    <>
      {showsHelp.value && <HelpDialog onClose={close} />}
      <Toasts toaster={toaster} />
    </>
  );
}

function useSession(model: SessionModel | undefined, toggleFullScreen?: () => void): void {
  const toggle = useRef(toggleFullScreen);
  useLayoutEffect(() => {
    toggle.current = toggleFullScreen;
  });
  const context = useMemo(() => model && createShortcutContext(model, toggle), [model]);
  useShortcuts(context);
  useMoment(model);
  useSpokenState(model);
}

function createShortcutContext(
  model: SessionModel,
  toggle: { current: (() => void) | undefined },
): ShortcutContext {
  return {
    ...model,
    toggleFullScreen: () => toggle.current?.(),
    focusFilter: () => {
      model.panel.value = "markers";
      // The panel is shown by the next rendering.
      requestAnimationFrame(() => document.getElementById("marker-filter")?.focus());
    },
  };
}
