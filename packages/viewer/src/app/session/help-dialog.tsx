import { Dialog } from "../../ui/dialog.js";
import { SHORTCUTS } from "./shortcuts.js";

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="shortcuts">
        {SHORTCUTS.map(({ keys, shown, what }) => (
          <div key={what}>
            <dt>
              {(shown ?? keys).map((key, place) => (
                <>
                  {place > 0 && <span class="muted">{keys.length > 2 ? " to " : " "}</span>}
                  <kbd>{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
