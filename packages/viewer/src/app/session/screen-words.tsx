import { whyEmpty } from "../../data/why-empty.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Progress } from "../../ui/progress.js";
import type { SessionModel } from "./session-model.js";

/** What is said over the recorded page: why there is nothing to see, or that it takes a moment. */
export function ScreenWords({ data, playback }: Pick<SessionModel, "data" | "playback">) {
  const empty = whyEmpty(data.manifest.value, data.isLive.value);
  const notice = playback.notice.value ?? empty;
  const busy = playback.busy.value;
  const isBlank = playback.viewport.value === undefined;
  return (
    <>
      {busy && (
        <div class="screen-busy">
          <Progress label={busy.what} part={busy.part} />
          <span class="screen-busy-words">{busy.what}</span>
        </div>
      )}
      <div class={isBlank ? "screen-notice is-alone" : "screen-notice"} role="status">
        {notice && (
          <div class="screen-notice-card">
            <Icon name={isBlank ? "gap" : "warning"} />
            <p>{notice}</p>
            {playback.canRetry.value && (
              <Button icon="retry" onClick={() => playback.retry()}>
                Try again
              </Button>
            )}
          </div>
        )}
      </div>
      {playback.isSkipping.value && <div class="screen-skipping">Skipping inactivity</div>}
    </>
  );
}
