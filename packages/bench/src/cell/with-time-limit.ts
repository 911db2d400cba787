/** @throws Error where a promise takes longer */
export function withTimeLimit<T>(promise: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const error = new Error(`It took longer than ${Math.round(ms / 1000)} s.`);
  const timer = setTimeout(reject, ms, error);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
