import { useEffect, useRef } from "preact/hooks";

/** Nobody who types waits that long between two keys. */
const DELAY_MS = 250;

/** @returns calls a function a moment later, unless it is called again by then */
export function useDelayed<T>(call: (value: T) => void): (value: T) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef(call);
  newest.current = call;
  useEffect(() => () => clearTimeout(timer.current), []);
  return (value) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => newest.current(value), DELAY_MS);
  };
}
