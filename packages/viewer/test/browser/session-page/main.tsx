import { render } from "preact";
import { SessionView } from "../../../src/app/session/session-view.js";
import { createFakePlayback, type FakePlayback } from "../../support/fake-playback.js";
import {
  createFakeData,
  createFakeIndex,
  type FakeData,
  type FakeIndex,
} from "../../support/fake-session.js";
import { SCENARIOS } from "./scenarios.js";

/** What a test does to the session that the page shows. */
export interface PageHandle {
  data: FakeData;
  index: FakeIndex;
  playback: FakePlayback;
}

const scenario = new URLSearchParams(location.search).get("scenario") ?? "shop";
const options = SCENARIOS[scenario as keyof typeof SCENARIOS]();
const data = createFakeData(options);
const index = createFakeIndex(options);
const handle: Partial<PageHandle> = { data, index };
(globalThis as { session?: unknown }).session = handle;

function createPlayback(_data: unknown, _index: unknown, container: HTMLElement) {
  const playback = createFakePlayback(data, container);
  if (data.targets.value.length === 0) playback.viewport.value = undefined;
  handle.playback = playback;
  return playback;
}

const root = document.getElementById("app") as HTMLElement;
render(<SessionView data={data} index={index} createPlayback={createPlayback} />, root);
