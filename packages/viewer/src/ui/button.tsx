import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.js";

export interface ButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  kind?: "primary" | "danger" | "quiet";
  icon?: IconName;
  /** More than its words say. */
  title?: string;
  /** A switch: whether it is on. */
  pressed?: boolean;
  disabled?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, onClick, kind, icon, title, pressed, disabled } = props;
  return (
    <button
      type="button"
      class={kind ? `button button-${kind}` : "button"}
      title={title}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps {
  icon: IconName;
  /** What it does: its name, and what is shown when the pointer rests on it. */
  label: string;
  onClick: () => void;
  /** A switch: whether it is on. */
  pressed?: boolean;
  /** Of the keyboard, such as "k". */
  shortcut?: string;
  disabled?: boolean;
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, pressed, shortcut, disabled } = props;
  return (
    <button
      type="button"
      class="button button-quiet button-icon"
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut ? `${label} (${shortcut})` : label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
