/** The same for every variant and both libraries. */
export const VIEWPORT = { width: 1280, height: 800 };
