import { Icon } from "../../ui/icon.js";
import type { SessionModel } from "./session-model.js";

/** What keeps the view from being complete, in sentences. */
export function Notices({ data, index }: Pick<SessionModel, "data" | "index">) {
  const sentences = [data.interruption.value, index.problem.value].filter(Boolean);
  return (
    <div class="notices" role="status">
      {sentences.map((sentence) => (
        <p key={sentence} class="notice">
          <Icon name="warning" />
          {sentence}
        </p>
      ))}
    </div>
  );
}
