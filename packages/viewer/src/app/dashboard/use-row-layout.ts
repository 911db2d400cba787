import { useEffect, useState } from "preact/hooks";

/** How rows are laid out. */
export interface RowLayout {
  /** Pixels. */
  height: number;
  isNarrow: boolean;
}

/** Pixels. All rows have the same, so that those that are not in the document have their room. */
const WIDE_ROW = 80;
const NARROW_ROW = 136;

/** As in dashboard.css. */
const NARROW = "(max-width: 720px)";

export function useRowLayout(): RowLayout {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const read = () => setNarrow(query.matches);
    query.addEventListener("change", read);
    return () => query.removeEventListener("change", read);
  }, []);
  return { height: isNarrow ? NARROW_ROW : WIDE_ROW, isNarrow };
}
