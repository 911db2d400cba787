import type { ComponentChildren } from "preact";
import { useCallback } from "preact/hooks";
import type { SessionData } from "../../data/session-data.js";
import { createServerSource } from "../../data/source/server-source.js";
import { titleOf } from "../session/targets-at.js";
import { SessionPage } from "../session-page.js";
import type { ApiClient } from "./api-client.js";

export interface ServerPlayerProps {
  api: ApiClient;
  sessionId: string;
  header: ComponentChildren;
}

/** Plays a session of the server. */
export function ServerPlayer({ api, sessionId, header }: ServerPlayerProps) {
  const createSource = useCallback(
    () => createServerSource(api.access, sessionId),
    [api, sessionId],
  );
  return <SessionPage createSource={createSource} header={header} onOpen={nameThePage} />;
}

function nameThePage({ targets }: SessionData): void {
  document.title = `${titleOf(targets.value) ?? "Session"} · Pagereel`;
}
