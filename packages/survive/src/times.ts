/** `pnpm survive` takes its time, CI does not. */
export const isLong = import.meta.env.MODE === "long";

/** How often each end is tried. */
export const TIMES = Array.from({ length: isLong ? 20 : 1 }, (_, i) => i + 1);
