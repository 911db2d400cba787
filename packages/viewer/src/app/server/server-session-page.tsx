import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { ViewerError } from "../../data/viewer-error.js";
import { Icon } from "../../ui/icon.js";
import { WaitPage } from "../wait-page.js";
import type { ApiClient } from "./api-client.js";
import { Link } from "./link.js";
import type { Router } from "./router.js";
import type { ServerPlayerProps } from "./server-player.js";

export interface ServerSessionPageProps {
  api: ApiClient;
  router: Router;
  sessionId: string;
}

/** A session of the server. The player is large: it is loaded when the first session is opened. */
export function ServerSessionPage({ api, router, sessionId }: ServerSessionPageProps) {
  const player = useSignal<FunctionComponent<ServerPlayerProps> | undefined>(undefined);
  const problem = useSignal<ViewerError | undefined>(undefined);
  useEffect(() => {
    document.title = "Session · Pagereel";
    import("./server-player.js").then(
      ({ ServerPlayer }) => {
        player.value = ServerPlayer;
      },
      () => {
        problem.value = new ViewerError(
          "The player could not be loaded. The server may be away, or was updated meanwhile.",
          true,
        );
      },
    );
  }, [player, problem]);
  const header = (
    <Link router={router} to={{ page: "sessions" }} class="button button-quiet back-link">
      <Icon name="back" />
      All sessions
    </Link>
  );
  const Player = player.value;
  if (Player) return <Player api={api} sessionId={sessionId} header={header} />;
  // A browser does not ask again for a module that it could not load.
  const reload = () => location.reload();
  return <WaitPage problem={problem.value} onRetry={reload} header={header} />;
}
