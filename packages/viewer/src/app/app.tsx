import { DashboardPage } from "./dashboard/dashboard-page.js";
import type { SessionList } from "./dashboard/session-list.js";
import type { ApiClient } from "./server/api-client.js";
import type { Router } from "./server/router.js";
import { ServerSessionPage } from "./server/server-session-page.js";
import { SignInPage } from "./server/sign-in-page.js";

export interface AppProps {
  api: ApiClient;
  router: Router;
  list: SessionList;
}

/** The pages of a server. */
export function App({ api, router, list }: AppProps) {
  if (api.signIn.request.value !== undefined) return <SignInPage signIn={api.signIn} />;
  const route = router.route.value;
  if (route.page === "sessions") return <DashboardPage api={api} router={router} list={list} />;
  const { sessionId } = route;
  return <ServerSessionPage key={sessionId} api={api} router={router} sessionId={sessionId} />;
}
