import { Icon } from "./icon.js";
import { moveFocus } from "./move-focus.js";
import { Popover } from "./popover.js";

export interface MenuProps<T> {
  /** What it chooses. */
  label: string;
  choices: readonly T[];
  chosen: T;
  textOf: (choice: T) => string;
  onChoose: (choice: T) => void;
}

/** A button that shows what is chosen of a few, and a list to choose from. */
export function Menu<T>({ label, choices, chosen, textOf, onChoose }: MenuProps<T>) {
  return (
    <Popover
      side="above"
      align="start"
      haspopup="menu"
      label={label}
      trigger={({ toggle, attributes }) => (
        <button
          type="button"
          class="button button-quiet menu-button numeric"
          aria-label={`${label}: ${textOf(chosen)}`}
          title={label}
          onClick={toggle}
          {...attributes}
        >
          {textOf(chosen)}
          <Icon name="down" />
        </button>
      )}
    >
      {(close) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the items have the focus, and the keys
        <div class="menu" role="presentation" onKeyDown={(event) => moveFocus(event, "vertical")}>
          {choices.map((choice) => (
            <button
              key={textOf(choice)}
              type="button"
              class="menu-item numeric"
              role="menuitemradio"
              aria-checked={choice === chosen}
              tabIndex={-1}
              onClick={() => {
                onChoose(choice);
                close();
              }}
            >
              <Icon name="check" />
              {textOf(choice)}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
