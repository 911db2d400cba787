/** Whether a command failed because what it was for is not there any more, which is no failure. */
export function isGone(error: unknown): boolean {
  return /closed|gone|detached|destroyed|not found|no frame|cannot find context/i.test(
    (error as Error).message,
  );
}
