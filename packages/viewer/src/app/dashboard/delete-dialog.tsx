import { useSignal } from "@preact/signals";
import { ViewerError } from "../../data/viewer-error.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { formatDate } from "../../ui/format-time.js";
import type { SessionSummary } from "../server/session-summary.js";
import { mainPageOf } from "./main-page.js";
import type { SessionList } from "./session-list.js";

export interface DeleteDialogProps {
  session: SessionSummary;
  list: SessionList;
  onClose: () => void;
}

/** Asks before a recording is deleted. */
export function DeleteDialog({ session, list, onClose }: DeleteDialogProps) {
  const isDeleting = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const confirm = async () => {
    isDeleting.value = true;
    try {
      await list.delete(session.sessionId);
      onClose();
    } catch (error) {
      if (!(error instanceof ViewerError)) throw error;
      problem.value = error.message;
      isDeleting.value = false;
    }
  };
  return (
    <Dialog title="Delete this recording?" onClose={onClose}>
      <p class="delete-what">
        <strong>{mainPageOf(session).title}</strong>
        {session.startedAt !== undefined && <span>{formatDate(session.startedAt)}</span>}
      </p>
      <p>It is deleted for everybody, and cannot be brought back.</p>
      <p role="alert" class="delete-problem">
        {problem}
      </p>
      <div class="delete-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="danger" disabled={isDeleting.value} onClick={() => void confirm()}>
          {isDeleting.value ? "Deleting…" : "Delete"}
        </Button>
      </div>
    </Dialog>
  );
}
