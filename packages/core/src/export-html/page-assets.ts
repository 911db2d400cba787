// A module of its own: it is large, and loaded by who exports only.
export { loader, packedScript, scriptHash, style } from "@pagereel/viewer/single-file";
