import { useState } from "preact/hooks";
import type { InspectedElement } from "../../../stage/playback.js";
import { Button, IconButton } from "../../../ui/button.js";
import { copyAndTell, toggleInspect } from "../commands.js";
import type { SessionModel } from "../session-model.js";
import { DomDialog } from "./dom-dialog.js";

/** Of an attribute that is shown: a `data:` URL can have megabytes. */
const MAX_VALUE_LENGTH = 500;

/** The element that is pointed at, and the page as text. */
export function InspectPanel({ model }: { model: SessionModel }) {
  const { playback } = model;
  const [dom, setDom] = useState<string>();
  const element = playback.inspected.value;
  const inspects = playback.inspects.value;
  return (
    <>
      <div class="panel-tools panel-buttons">
        <Button icon="inspect" pressed={inspects} onClick={() => toggleInspect(model)}>
          Point at an element
        </Button>
        <Button
          onClick={() => {
            playback.pause();
            setDom(playback.readDomText());
          }}
        >
          Page as text
        </Button>
      </div>
      {element ? (
        <ElementFacts element={element} model={model} />
      ) : (
        <p class="empty">
          {inspects
            ? "Point at something in the page."
            : "Pauses, and tells of the element under the pointer: its attributes, its text, and a selector that finds it."}
        </p>
      )}
      {dom !== undefined && (
        <DomDialog text={dom} model={model} onClose={() => setDom(undefined)} />
      )}
    </>
  );
}

function ElementFacts({ element, model }: { element: InspectedElement; model: SessionModel }) {
  const { tagName, attributes, text, selector, box } = element;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section class="element-facts" aria-label="Inspected element" tabIndex={0}>
      <p class="element-head">
        <code class="element-tag">{tagName.toLowerCase()}</code>
        <span class="muted numeric">
          {Math.round(box.width)} × {Math.round(box.height)} at {Math.round(box.left)},{" "}
          {Math.round(box.top)}
        </span>
      </p>
      <h2>Selector</h2>
      <div class="element-selector">
        <code>{selector}</code>
        <IconButton
          icon="copy"
          label="Copy the selector"
          onClick={() => void copyAndTell(model, selector, "Selector copied")}
        />
      </div>
      {attributes.length > 0 && <h2>Attributes</h2>}
      <dl class="attributes">
        {attributes.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.slice(0, MAX_VALUE_LENGTH)}</dd>
          </div>
        ))}
      </dl>
      {text && (
        <>
          <h2>Text</h2>
          <p class="element-text">
            <bdi>{text}</bdi>
          </p>
        </>
      )}
    </section>
  );
}
