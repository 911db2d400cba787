/** Origins, without a slash at the end. */
export interface SiteAddresses {
  /** The demo's dashboard, with its API documentation in a frame of another site. */
  dashboard: string;
  /** The pages of the benchmark itself. */
  bench: string;
  /** Speedometer; undefined where no checkout of it was given. */
  speedometer: string | undefined;
}
