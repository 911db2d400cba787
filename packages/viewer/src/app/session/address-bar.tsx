import { useComputed } from "@preact/signals";
import { IconButton } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { copyAndTell } from "./commands.js";
import type { SessionModel } from "./session-model.js";
import { addressAt } from "./targets-at.js";

/** Of an address that is shown: a `data:` URL can have megabytes. */
const MAX_LENGTH = 2000;

type AddressBarProps = Pick<SessionModel, "data" | "playback" | "toaster">;

/** The recorded address of the moment, and the size of the page. */
export function AddressBar({ data, playback, toaster }: AddressBarProps) {
  const address = useComputed(() => {
    const shown = playback.targetId.value;
    const target = data.targets.value.find(({ targetId }) => targetId === shown);
    return addressAt(target, playback.time.value);
  }).value;
  const size = playback.viewport.value;
  return (
    <div class="address-bar">
      <Icon name="address" />
      <span class="sr-only">Address</span>
      <bdi class="address cut" title={address?.slice(0, MAX_LENGTH)}>
        {address?.slice(0, MAX_LENGTH) ?? "No address at this moment"}
      </bdi>
      {size && (
        <span class="viewport-size numeric" title="Size of the recorded page, in CSS pixels">
          {Math.round(size.width)} × {Math.round(size.height)}
        </span>
      )}
      <IconButton
        icon="copy"
        label="Copy the address"
        disabled={address === undefined}
        onClick={() => void copyAndTell({ toaster }, address ?? "", "Address copied")}
      />
    </div>
  );
}
