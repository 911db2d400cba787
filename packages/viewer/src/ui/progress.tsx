export interface ProgressProps {
  label: string;
  /** 0 to 1; absent where nobody knows. */
  part?: number | undefined;
}

export function Progress({ label, part }: ProgressProps) {
  const isKnown = part !== undefined;
  const percent = isKnown ? Math.round(Math.min(Math.max(part, 0), 1) * 100) : undefined;
  return (
    <span
      class={isKnown ? "progress" : "progress progress-unknown"}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
    >
      <span
        class="progress-part"
        style={isKnown ? { transform: `scaleX(${(percent ?? 0) / 100})` } : undefined}
      />
    </span>
  );
}
