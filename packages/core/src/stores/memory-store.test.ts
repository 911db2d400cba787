import { describeStore } from "@pagereel/testing/store-contract";
import { memoryStore } from "./memory-store.js";

describeStore("memoryStore", memoryStore);
