/** What a token allows: to drive browsers, to read recordings, to delete them, to send some in. */
export const SCOPES = ["drive", "read", "delete", "write"] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks. */
export interface Principal {
  /** Of the token; `local` where the server needs none. */
  name: string;
  scopes: ReadonlySet<Scope>;
}

/** What is looked at in a request, or in an upgrade to a WebSocket. */
export interface AccessRequest {
  headers: Record<string, string | string[] | undefined>;
  /** Path and query. */
  url: string;
}

/** Decides who may do what. */
export interface Access {
  /**
   * @throws ApiError 401 without a valid token; 403 where that does not allow the scope, and for a
   *   Host or Origin that is not the server's
   */
  authorize(request: AccessRequest, scope: Scope): Principal;
}

export function isInScope({ scopes }: Principal, scope: Scope): boolean {
  return scopes.has(scope);
}
