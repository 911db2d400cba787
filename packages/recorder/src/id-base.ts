import { randomNumbers } from "./natives.js";
import { commonOfRelatives } from "./relatives.js";

/** Ids that a document may use: its nodes are few beside 2^24, and 2^53 ends exact numbers. */
const IDS_PER_DOCUMENT = 2 ** 24;
const SLOTS = 2 ** 29;
/** Ranges that a top window gives to the documents of its origin: short numbers, as they are many. */
const COUNTED_SLOTS = 2 ** 16;

/** A base of ids for a document in a frame, that no other document of the target has. */
export function newIdBase(): number {
  const common = commonOfRelatives();
  const { lastIdSlot } = common;
  if (lastIdSlot === undefined || lastIdSlot + 1 >= COUNTED_SLOTS) {
    const random = (randomNumbers(1)[0] as number) % (SLOTS - COUNTED_SLOTS);
    return (COUNTED_SLOTS + random) * IDS_PER_DOCUMENT;
  }
  common.lastIdSlot = lastIdSlot + 1;
  return common.lastIdSlot * IDS_PER_DOCUMENT;
}
