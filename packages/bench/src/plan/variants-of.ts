import { findNodeWorkload } from "../node/index.ts";
import { RECORDERS, type VariantName } from "./variants.ts";

/** Those of some variants that there are of a workload. */
export function variantsOf(workload: string, variants: VariantName[]): VariantName[] {
  const { steps } = findNodeWorkload(workload) ?? {};
  return variants.filter((name) => name in (steps ?? RECORDERS));
}
