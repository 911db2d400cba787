import { ApiError } from "../http/api-error.js";
import type { Session } from "../sessions/session.js";
import type { Sessions } from "../sessions/sessions.js";
import { type ListedTarget, listTargets } from "./targets.js";

/** The pages of all sessions of an owner. @param addressOf - of a page's own socket */
export async function targetsOfAll(
  sessions: Pick<Sessions, "running">,
  owner: string,
  addressOf: (sessionId: string, targetId: string) => string,
): Promise<ListedTarget[]> {
  const lists = sessions
    .running(owner)
    .map((session) => targetsOf(session, (targetId) => addressOf(session.id, targetId)));
  return (await Promise.all(lists)).flat();
}

/** The session that has a page. @throws ApiError 404 */
export async function sessionWithTarget(
  sessions: Pick<Sessions, "running">,
  owner: string,
  targetId: string,
): Promise<Session> {
  const has = async (session: Session) => {
    const targets = await targetsOf(session, () => "");
    if (targets.some(({ id }) => id === targetId)) return session;
    throw new Error("It is a page of another session.");
  };
  // One whose browser does not answer keeps nobody waiting who has a page of another one.
  return Promise.any(sessions.running(owner).map(has)).catch(() => {
    throw new ApiError(404, "not-found", "No session that runs has such a page.");
  });
}

async function targetsOf(
  session: Session,
  addressOf: (targetId: string) => string,
): Promise<ListedTarget[]> {
  try {
    return await listTargets(session.runningBrowser, addressOf);
  } catch {
    // It is ending, or its browser is gone: that is no matter of who asks for the others.
    return [];
  }
}
