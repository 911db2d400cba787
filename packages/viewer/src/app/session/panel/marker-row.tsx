import type { Marker } from "../../../index/session-index.js";
import { formatClock } from "../../../ui/format-time.js";
import { Icon } from "../../../ui/icon.js";
import { toneOf } from "../timeline/ticks.js";
import { iconOf, KIND_WORD } from "./marker-words.js";

interface MarkerRowProps {
  marker: Marker;
  /** ms since the session's start. */
  offset: number;
  /** ms. */
  whole: number;
}

export function MarkerRow({ marker, offset, whole }: MarkerRowProps) {
  return (
    <>
      <span class="row-time numeric">{formatClock(offset, whole)}</span>
      <span class={`kind-icon tone-${toneOf(marker)}`}>
        <Icon name={iconOf(marker.kind)} />
        <span class="sr-only">{KIND_WORD[marker.kind]}</span>
      </span>
      <bdi class="row-label cut">{marker.label}</bdi>
    </>
  );
}

/** All of the marker that has happened last: rows have one line only. */
export function MarkerDetail({ marker }: { marker: Marker | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section class="marker-detail" aria-label="Marker in full" tabIndex={0}>
      <p>
        <bdi>{marker?.label ?? "No marker so far."}</bdi>
      </p>
      {marker?.detail && <pre>{marker.detail}</pre>}
    </section>
  );
}
