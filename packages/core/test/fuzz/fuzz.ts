import fc from "fast-check";

/** Seconds for all fuzz tests together: a minute in CI; by hand some, or as many as `FUZZ_SECONDS` says. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? (process.env.CI ? 60 : 8));
/** How many there are. */
const FUZZ_TESTS = 9;

const timeLimitMs = (SECONDS * 1000) / FUZZ_TESTS;

/** Longest time in ms that one input may take. */
const HANG_MS = 10_000;

/** For Vitest: what one property may take in all. */
export const FUZZ_TIMEOUT_MS = timeLimitMs + 3 * HANG_MS;

/**
 * Looks for an input that breaks a property, for its share of `FUZZ_SECONDS`. A failure says its seed and
 * path; with them as `fc.assert`'s options it is found again at once.
 */
export async function fuzz<T>(
  arbitrary: fc.Arbitrary<T>,
  property: (input: T) => void | Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (input) => property(input)),
    {
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: timeLimitMs,
      timeout: HANG_MS,
    },
  );
}
