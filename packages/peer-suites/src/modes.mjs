/** How the browsers of a run are launched. */
export const MODES = {
  baseline: "by the library, with nothing of Pagereel in the process",
  wrapped: "through the adapter, without recording: what the wrapping alone changes",
  recorded: "through the adapter, with recording",
};
