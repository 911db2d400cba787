/** How often each end is tried: `pnpm survive` takes its time, CI does not. */
export const TIMES = Array.from(
  { length: import.meta.env.MODE === "long" ? 20 : 1 },
  (_, i) => i + 1,
);
