import { signal } from "@preact/signals";

/** Of the tab only: it is forgotten when that is closed. */
const KEY = "pagereel.token";

/** The token that requests carry, where the server wants one. */
export class SignIn {
  readonly token = signal(readStored());
  /** Why a token has to be entered; undefined as long as none has to. */
  readonly request = signal<string | undefined>(undefined);

  enter(token: string): void {
    store(token);
    this.token.value = token;
    this.request.value = undefined;
  }

  leave(): void {
    store(undefined);
    this.token.value = undefined;
    this.request.value = "You are signed out.";
  }

  /** To be called when the server has refused a request. @param token - that the request had */
  refuse(token: string | undefined): void {
    // Somebody has entered another one since.
    if (token !== this.token.value) return;
    this.request.value =
      this.token.value === undefined
        ? "This server wants a token."
        : "The server does not know this token.";
  }
}

function readStored(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    // A browser that is told to keep nothing: the token then lasts as long as the page.
    return undefined;
  }
}

function store(token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    // As above.
  }
}
