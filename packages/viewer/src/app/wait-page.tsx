import type { ComponentChildren } from "preact";
import type { ViewerError } from "../data/viewer-error.js";
import { Button } from "../ui/button.js";
import { Progress } from "../ui/progress.js";
import "./wait-page.css";

export interface WaitPageProps {
  /** Why it goes on no further; undefined while it does. */
  problem: ViewerError | undefined;
  onRetry: () => void;
  header?: ComponentChildren;
}

/** What is to be seen of a session before it is there. */
export function WaitPage({ problem, onRetry, header }: WaitPageProps) {
  return (
    <main class="wait-page">
      {header}
      {problem ? (
        <div class="wait-problem" role="alert">
          <h1>This recording cannot be shown</h1>
          <p>{problem.message}</p>
          {problem.canRetry && (
            <Button icon="retry" onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      ) : (
        <Progress label="Opening the recording" />
      )}
    </main>
  );
}
