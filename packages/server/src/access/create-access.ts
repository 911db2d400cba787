import type { TokenOptions } from "../config/server-options.js";
import { ApiError } from "../http/api-error.js";
import { BrowserCheck, type BrowserCheckOptions } from "./browser-check.js";
import { type Access, type AccessRequest, isInScope, type Principal, SCOPES } from "./principal.js";
import { tokenOf } from "./request-token.js";
import { Tokens } from "./tokens.js";

/** As `ResolvedServerOptions` has them. */
export interface AccessOptions extends BrowserCheckOptions {
  tokens: TokenOptions[];
}

/** Who reaches a server that needs no token: it listens on loopback only. */
const LOCAL: Principal = { name: "local", scopes: new Set(SCOPES) };

/** Makes what decides who may do what. */
export function createAccess(options: AccessOptions): Access {
  const tokens = new Tokens(options.tokens);
  const browserCheck = new BrowserCheck(options);
  return {
    authorize(request, scope) {
      browserCheck.check(request, scope);
      const principal = tokens.isEmpty ? LOCAL : authenticate(tokens, request);
      if (isInScope(principal, scope)) return principal;
      throw new ApiError(
        403,
        "forbidden",
        `The token "${principal.name}" has not the scope "${scope}", which this needs.`,
      );
    },
  };
}

function authenticate(tokens: Tokens, request: AccessRequest): Principal {
  const token = tokenOf(request);
  const principal = token === undefined ? undefined : tokens.find(token);
  if (principal) return principal;
  const problem = token === undefined ? "There is no token" : "The server does not know the token";
  throw new ApiError(
    401,
    "unauthorized",
    `${problem}: send one in a header "Authorization: Bearer <token>".`,
  );
}
