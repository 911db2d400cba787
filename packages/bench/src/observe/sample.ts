/** What a measured process and its browser have used up since they were started, or hold now. */
export interface Sample {
  /** CPU time of the main threads of all renderers that there were. */
  mainThreadMs: number;
  /** CPU time of all processes of the browser that there were. */
  browserMs: number;
  /** CPU time of the Node process. */
  nodeMs: number;
  /** Bytes that Node read; from its browser, as long as it reads no files. */
  readBytes: number;
  /** Memory of the renderers that there are; what processes share counts in each. */
  rendererBytes: number;
  /** Memory of the Node process. */
  nodeBytes: number;
}
