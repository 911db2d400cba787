/** Why a request of `fetch` got no answer: its own message is "fetch failed", the cause says more. */
export function networkReason(error: unknown): string {
  const { message, cause } = error as Error & { cause?: unknown };
  if (!(cause instanceof Error)) return message;
  // Where several addresses were tried, the error of all of them has a code and no message.
  return cause.message || (cause as NodeJS.ErrnoException).code || message;
}
