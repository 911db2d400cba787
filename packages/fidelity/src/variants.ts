import type { ReplayVariant } from "./measure/replay-browser.ts";

/** The one that has to be right. */
export const STOCK: ReplayVariant = {
  name: "stock",
  about: "rrweb's Replayer as it is published, which may fetch what the page fetched",
  plugins: "[]",
};

/** Each one is replayed and reported. A plugin of our own would be one more. */
export const VARIANTS: ReplayVariant[] = [
  STOCK,
  {
    name: "offline",
    about: "the same without a network, at the end of each recording",
    plugins: "[]",
    offline: true,
    endOnly: true,
  },
];
