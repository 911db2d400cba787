import { longSession } from "./long-session.ts";
import type { NodeWorkload } from "./node-workload.ts";
import { pipeline } from "./pipeline.ts";

/** Those without a browser, in the order of the report. */
export const NODE_WORKLOADS: NodeWorkload[] = [pipeline, longSession];

export function findNodeWorkload(name: string): NodeWorkload | undefined {
  return NODE_WORKLOADS.find((workload) => workload.name === name);
}
