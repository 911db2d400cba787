import { formatDuration } from "../../ui/format-time.js";
import { Icon } from "../../ui/icon.js";
import type { ApiClient } from "../server/api-client.js";
import { Link } from "../server/link.js";
import type { Router } from "../server/router.js";
import type { SessionSummary } from "../server/session-summary.js";
import { formatBytes } from "./format-bytes.js";
import { formatStart } from "./format-start.js";
import { mainPageOf } from "./main-page.js";
import { SessionPicture } from "./session-picture.js";
import { StateBadge } from "./state-badge.js";

export interface SessionRowProps {
  session: SessionSummary;
  /** From 1 on. */
  position: number;
  /** Of all rows; -1 where nobody knows. */
  count: number;
  /** Pixels. */
  height: number;
  api: ApiClient;
  router: Router;
  showsPicture: boolean;
  onDelete: (session: SessionSummary) => void;
}

export function SessionRow(props: SessionRowProps) {
  const { session, position, count, height, api, router, showsPicture, onDelete } = props;
  const { title, address } = mainPageOf(session);
  return (
    <li
      class="session-row"
      style={{ height: `${height}px` }}
      aria-posinset={position}
      aria-setsize={count}
    >
      {showsPicture && <SessionPicture api={api} session={session} />}
      <div class="session-page">
        <Link
          router={router}
          to={{ page: "session", sessionId: session.sessionId }}
          class="session-title cut"
        >
          <bdi>{title}</bdi>
        </Link>
        <p class="session-address cut">{address ?? session.sessionId}</p>
      </div>
      <MetadataList metadata={session.metadata} />
      <p class="session-state">
        <StateBadge session={session} />
        {session.gaps ? <span class="session-gaps">{counted(session.gaps, "gap")}</span> : null}
      </p>
      <SessionFacts session={session} />
      <button
        type="button"
        class="button button-quiet button-icon"
        aria-label={`Delete ${title}`}
        title="Delete"
        onClick={() => onDelete(session)}
      >
        <Icon name="delete" />
      </button>
    </li>
  );
}

function SessionFacts({ session }: { session: SessionSummary }) {
  const { startedAt, duration, targets, bytes } = session;
  const facts = [
    { name: "Started", value: startedAt === undefined ? undefined : formatStart(startedAt) },
    { name: "Duration", value: duration === undefined ? undefined : formatDuration(duration) },
    { name: "Tabs", value: targets && counted(targets.length, "tab") },
    { name: "Size", value: bytes === undefined ? undefined : formatBytes(bytes) },
  ];
  return (
    <dl class="row-facts numeric">
      {facts.map(({ name, value }) => (
        <div key={name} class={`row-fact-${name.toLowerCase()}`}>
          <dt class="sr-only">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function counted(count: number, unit: string): string {
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}

/** As much as fits in a line. */
function MetadataList({ metadata = {} }: { metadata?: SessionSummary["metadata"] }) {
  const pairs = Object.entries(metadata).map(([key, value]) => `${key}=${asText(value)}`);
  return (
    <p class="session-metadata cut" title={pairs.join("\n")}>
      {pairs.map((pair) => (
        <span key={pair} class="session-pair">
          {pair}
        </span>
      ))}
    </p>
  );
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
