import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { copyAndTell } from "../commands.js";
import type { SessionModel } from "../session-model.js";

/** Characters that are shown: a browser is slow with more in one element. All of it is copied. */
const MAX_SHOWN = 200_000;

interface DomDialogProps {
  text: string;
  model: SessionModel;
  onClose: () => void;
}

/** The document of the moment, as HTML that is never parsed here. */
export function DomDialog({ text, model, onClose }: DomDialogProps) {
  const omitted = text.length - MAX_SHOWN;
  return (
    <Dialog title="Page as text" isWide onClose={onClose}>
      <div class="dom-tools">
        <Button icon="copy" onClick={() => void copyAndTell(model, text, "Page copied as text")}>
          Copy
        </Button>
        {omitted > 0 && (
          <p class="muted">
            {omitted.toLocaleString("en")} characters more are not shown; they are copied.
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section class="dom-text" aria-label="Page as text" tabIndex={0}>
        <pre>{text.slice(0, MAX_SHOWN) || "Nothing is shown at this moment."}</pre>
      </section>
    </Dialog>
  );
}
