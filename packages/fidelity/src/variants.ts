import type { ReplayVariant } from "./measure/replay-browser.ts";

/** The one that has to be right: what people see who use our replay. */
export const OURS: ReplayVariant = {
  name: "ours",
  about: "rrweb's Replayer with our plugin; it may fetch what the page fetched",
  plugins: "[PagereelReplay.createReplayPlugin()]",
};

/** Each one is replayed and reported. */
export const VARIANTS: ReplayVariant[] = [
  OURS,
  {
    name: "stock",
    about: "rrweb's Replayer without it, at the end of each recording",
    plugins: "[]",
    endOnly: true,
  },
  {
    name: "offline",
    about: "ours without a network, at the end of each recording",
    plugins: OURS.plugins,
    offline: true,
    endOnly: true,
  },
];
