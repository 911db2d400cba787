/** The three places that the same pages are served from. */
export interface SiteOrigins {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Another port: another origin of the same site. */
  crossOrigin: string;
  /** The first port as `localhost`: another site, so that its frames are in another process. */
  crossSite: string;
}
