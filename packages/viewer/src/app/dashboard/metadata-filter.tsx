import { useSignal } from "@preact/signals";
import { Icon } from "../../ui/icon.js";

type Metadata = Record<string, string>;

export interface MetadataFilterProps {
  metadata: Metadata | undefined;
  /** Undefined for none. */
  onMetadata: (metadata: Metadata | undefined) => void;
}

/** A field for a value of metadata that sessions are to have. */
export function MetadataField({ metadata = {}, onMetadata }: MetadataFilterProps) {
  const text = useSignal("");
  const add = (event: Event) => {
    event.preventDefault();
    const pair = parsePair(text.value);
    if (!pair) return;
    onMetadata({ ...metadata, ...pair });
    text.value = "";
  };
  return (
    <form onSubmit={add}>
      <label class="filters-field">
        <span>Metadata</span>
        <input
          class="field filters-pair"
          placeholder="key=value"
          value={text}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
      </label>
    </form>
  );
}

/** The values that were entered. A press takes one away. */
export function MetadataChips({ metadata = {}, onMetadata }: MetadataFilterProps) {
  const pairs = Object.entries(metadata);
  if (pairs.length === 0) return null;
  const remove = (key: string) => {
    const { [key]: _, ...rest } = metadata;
    onMetadata(Object.keys(rest).length > 0 ? rest : undefined);
  };
  return (
    <div class="filters-chips">
      {pairs.map(([key, value]) => (
        <button
          key={key}
          type="button"
          class="chip"
          aria-label={`Remove the filter ${key}=${value}`}
          onClick={() => remove(key)}
        >
          <span class="cut">{`${key}=${value}`}</span>
          <Icon name="close" />
        </button>
      ))}
    </div>
  );
}

function parsePair(text: string): Metadata | undefined {
  const [, key = "", value = ""] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  return key === "" ? undefined : { [key]: value };
}
