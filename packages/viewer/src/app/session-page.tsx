import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { openSessionData } from "../data/open-session-data.js";
import type { RecordingSource } from "../data/recording-source.js";
import type { SessionData } from "../data/session-data.js";
import { ViewerError } from "../data/viewer-error.js";
import { createSessionIndex } from "../index/create-session-index.js";
import type { SessionIndex } from "../index/session-index.js";
import { createPlayback } from "../stage/create-playback.js";
import { SessionView } from "./session/session-view.js";
import { WaitPage } from "./wait-page.js";

export interface SessionPageProps {
  /** @throws ViewerError */
  createSource: () => RecordingSource;
  header?: ComponentChildren;
  onOpen?: (data: SessionData) => void;
}

interface OpenSession {
  data: SessionData;
  index: SessionIndex;
}

/** Opens a session, and shows it; or says why that is not possible. */
export function SessionPage({ createSource, header, onOpen }: SessionPageProps) {
  const session = useSignal<OpenSession | undefined>(undefined);
  const problem = useSignal<ViewerError | undefined>(undefined);
  const attempt = useSignal(0);
  useEffect(() => {
    const leaving = new AbortController();
    problem.value = undefined;
    open(createSource, leaving.signal).then(
      (opened) => {
        session.value = opened;
        onOpen?.(opened.data);
      },
      (error) => {
        if (!leaving.signal.aborted) problem.value = toProblem(error);
      },
    );
    return () => leaving.abort();
  }, [createSource, attempt.value]);
  if (session.value) {
    return <SessionView {...session.value} createPlayback={createPlayback} header={header} />;
  }
  return <WaitPage problem={problem.value} onRetry={() => attempt.value++} header={header} />;
}

async function open(createSource: () => RecordingSource, signal: AbortSignal) {
  const data = await openSessionData(createSource(), signal);
  const index = createSessionIndex(data);
  const close = () => {
    index.close();
    data.close();
  };
  if (signal.aborted) close();
  else signal.addEventListener("abort", close);
  return { data, index };
}

function toProblem(error: unknown): ViewerError {
  if (error instanceof ViewerError) return error;
  return new ViewerError(`The viewer failed: ${(error as Error).message}.`, true, { cause: error });
}
