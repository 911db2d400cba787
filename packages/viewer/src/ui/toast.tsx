import { type ReadonlySignal, signal } from "@preact/signals";

/** How long one needs to read a few words. */
const SHOWN_MS = 2500;

/** Says what was done: to the eye for a moment, or to a screen reader only. */
export interface Toaster {
  readonly shown: ReadonlySignal<string>;
  readonly spoken: ReadonlySignal<string>;
  show(text: string): void;
  speak(text: string): void;
}

export function createToaster(): Toaster {
  const shown = signal("");
  const spoken = signal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = (text: string) => {
    spoken.value = text;
  };
  const show = (text: string) => {
    shown.value = text;
    speak(text);
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown.value = "";
    }, SHOWN_MS);
  };
  return { shown, spoken, show, speak };
}

export function Toasts({ toaster }: { toaster: Toaster }) {
  return (
    <>
      {toaster.shown.value && (
        <div class="toast" aria-hidden="true">
          {toaster.shown.value}
        </div>
      )}
      <div class="sr-only" role="status">
        {toaster.spoken.value}
      </div>
    </>
  );
}
