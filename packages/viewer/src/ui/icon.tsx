/** Outlines on a grid of 16, drawn for this viewer. */
const OUTLINES = {
  address: "M2 8h12M8 2c3 3.5 3 8.5 0 12M8 2c-3 3.5-3 8.5 0 12M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2",
  back: "M9.5 3.5 5 8l4.5 4.5",
  check: "m3 8.5 3.2 3.2L13 4.5",
  click: "m6 6 7.5 2.7-3.3 1.5-1.5 3.3zM2.5 2.5 4 4M7 1.5V3M1.5 7H3",
  close: "m4 4 8 8m0-8-8 8",
  console: "m3 4.5 3.5 3.5L3 11.5M8 12h5",
  copy: "M6 5.5h7.5v8H6zM10 5.5v-3H2.5v8H6",
  custom: "M3.5 14V2.5h8.5L9.8 6l2.2 3.5H3.5",
  delete: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
  dialog: "M2.5 3h11v8H8l-3 2.5V11H2.5z",
  down: "m4 6 4 4 4-4",
  error: "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.9v.1",
  exitFull: "M6 2.5V6H2.5M10 2.5V6h3.5M6 13.5V10H2.5m7.5 3.5V10h3.5",
  follow: "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2",
  full: "M2.5 6V2.5H6M10 2.5h3.5V6M2.5 10v3.5H6m4 0h3.5V10",
  gap: "M2 4.5v7M14 4.5v7M2 8h2.5M11.5 8H14M7 6l2 4",
  help: "M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.3 8.7 8 9.1 8 10M8 12.9v.1",
  input: "M2 4.5h12v7H2zM4.5 7v2",
  inspect: "M13.5 6V2.5h-11v11H6M8 8l6 2.2-2.7 1.1L10.2 14z",
  link: "M6.5 9.5 9.5 6.5M7 4.5l1.3-1.3a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.3 1.3a3.2 3.2 0 0 1-4.5-4.5L4.5 7",
  navigation: "M2.5 8h10.5M9 4l4 4-4 4",
  pin: "M5.5 2h5M6.5 2v4.5L4 9h8L9.5 6.5V2M8 9v5",
  retry: "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14",
  skip: "m2.5 4 4.5 4-4.5 4zM8.5 4l4.5 4-4.5 4z",
  stepBack: "M4 3.5v9M12 3.5 6.5 8l5.5 4.5z",
  stepForward: "M12 3.5v9M4 3.5 9.5 8 4 12.5z",
  tabs: "M2 5.5h8.5V13H2zM5 5.5V3h9v7.5h-3.5",
  warning: "M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  window: "M2 3.5h12v9H2zM2 6.5h12M9 10.5l3-.1",
} as const;

/** The same, filled. */
const SOLIDS = {
  live: "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7",
  pause: "M4.5 3h2v10h-2zM9.5 3h2v10h-2z",
  play: "M4.5 2.5v11L13 8z",
} as const;

export type IconName = keyof typeof OUTLINES | keyof typeof SOLIDS;

/** Says nothing to a screen reader: what it stands on has a name. */
export function Icon({ name }: { name: IconName }) {
  const isSolid = name in SOLIDS;
  const path = { ...OUTLINES, ...SOLIDS }[name];
  return (
    <svg class={isSolid ? "icon icon-solid" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
