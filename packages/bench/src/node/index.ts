import { cdpProxy } from "../cdp-proxy/cdp-proxy.ts";
import { BASE, type VariantName } from "../plan/variants.ts";
import { viewer } from "../viewer/viewer.ts";
import { longSession } from "./long-session.ts";
import type { NodeWorkload } from "./node-workload.ts";
import { pipeline } from "./pipeline.ts";

/** Those that measure themselves, in the order of the report. */
export const NODE_WORKLOADS: NodeWorkload[] = [pipeline, longSession, cdpProxy, viewer];

/** What the other variants of any workload are compared with. */
export function baseOf(workload: string): VariantName {
  return findNodeWorkload(workload)?.base ?? BASE;
}

export function findNodeWorkload(name: string): NodeWorkload | undefined {
  return NODE_WORKLOADS.find((workload) => workload.name === name);
}
