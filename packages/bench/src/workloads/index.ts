import { NODE_WORKLOADS } from "../node/index.ts";
import { animation } from "./animation.ts";
import { LOADS_OF_NODES } from "./load.ts";
import { memory } from "./memory.ts";
import { navigation } from "./navigation.ts";
import { newPage } from "./new-page.ts";
import { script } from "./script/script.ts";
import { speedometer } from "./speedometer.ts";
import { STORMS } from "./storms.ts";
import { tabs } from "./tabs.ts";
import type { Workload } from "./workload.ts";

/** Those of a browser, in the order of the report; the longest one is last. */
export const WORKLOADS: Workload[] = [
  script,
  ...LOADS_OF_NODES,
  ...STORMS,
  animation,
  navigation,
  newPage,
  speedometer,
  tabs,
  memory,
];

/** Of all that there are, in the order of the report. */
export const WORKLOAD_NAMES = [...WORKLOADS, ...NODE_WORKLOADS].map(({ name }) => name);

/** The one that needs a checkout of its own. */
export const SPEEDOMETER = speedometer.name;
