// Put here by the bundler: see build/replay-page.mjs.
declare const REPLAY_PAGE_SCRIPT: string;
declare const REPLAY_PAGE_STYLE: string;

/** The replay page's script, rrweb-player included: an IIFE without imports, in ASCII. */
export const script: string = REPLAY_PAGE_SCRIPT;

/** The replay page's style sheet, rrweb-player's included. */
export const style: string = REPLAY_PAGE_STYLE;
