import type { RecorderConfig } from "./config.js";

/** All that a person or a script can fill in, by type or tag. Buttons show labels, not input. */
const ALL_INPUTS = {
  color: true,
  date: true,
  "datetime-local": true,
  email: true,
  file: true,
  hidden: true,
  month: true,
  number: true,
  password: true,
  range: true,
  search: true,
  tel: true,
  text: true,
  time: true,
  url: true,
  week: true,
  textarea: true,
  select: true,
};

/** The part of rrweb's options that keeps values in the page. */
export function maskingOptions(config: RecorderConfig) {
  return {
    maskInputOptions: config.maskAllInputs ? ALL_INPUTS : { password: true },
    maskInputFn: (text: string, element: HTMLElement): string =>
      isShown(element, config.unmaskSelector) ? text : "*".repeat(text.length),
    ...(config.maskTextSelector && { maskTextSelector: config.maskTextSelector }),
    ...(config.blockSelector && { blockSelector: config.blockSelector }),
  };
}

function isShown(element: HTMLElement, unmaskSelector: string | undefined): boolean {
  // rrweb marks fields that once were password fields.
  const secret =
    (element as HTMLInputElement).type === "password" ||
    element.hasAttribute("data-rr-is-password");
  return unmaskSelector !== undefined && !secret && element.matches(unmaskSelector);
}
