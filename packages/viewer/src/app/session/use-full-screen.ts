import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface FullScreen {
  isOn: boolean;
  toggle: () => void;
}

/** @returns undefined where the browser has no full screen for elements, as on an iPhone */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen | undefined {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const read = () => setOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", read);
    return () => document.removeEventListener("fullscreenchange", read);
  }, []);
  if (!document.fullscreenEnabled) return undefined;
  // The browser may refuse; then nothing changes, which one sees.
  const ignore = () => undefined;
  const toggle = () => {
    if (isOn) document.exitFullscreen().catch(ignore);
    else element.current?.requestFullscreen().catch(ignore);
  };
  return { isOn, toggle };
}
