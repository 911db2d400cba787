import { createHash, timingSafeEqual } from "node:crypto";
import type { TokenOptions } from "../config/server-options.js";
import type { Principal } from "./principal.js";

interface KnownToken {
  hash: Buffer;
  principal: Principal;
}

/** The tokens that the server knows. */
export class Tokens {
  readonly #known: KnownToken[];

  constructor(tokens: TokenOptions[]) {
    this.#known = tokens.map(({ name, sha256, scopes }) => ({
      hash: Buffer.from(sha256, "hex"),
      principal: { name, scopes: new Set(scopes) },
    }));
  }

  get isEmpty(): boolean {
    return this.#known.length === 0;
  }

  /**
   * Compares with each of them, so that the time taken says nothing of which one was right, or near.
   *
   * @returns whose the token is, or undefined for one that is not known
   */
  find(token: string): Principal | undefined {
    const hash = createHash("sha256").update(token).digest();
    let found: Principal | undefined;
    for (const known of this.#known) {
      if (timingSafeEqual(hash, known.hash)) found = known.principal;
    }
    return found;
  }
}
