import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { SignIn } from "./sign-in.js";
import "./sign-in-page.css";

/** Asks for the token of a server that wants one. */
export function SignInPage({ signIn }: { signIn: SignIn }) {
  const token = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = "Sign in · Pagereel";
    field.current?.focus();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    const entered = token.value.trim();
    if (entered !== "") signIn.enter(entered);
  };
  return (
    <main class="sign-in">
      <form class="sign-in-form" onSubmit={submit}>
        <h1>Sign in</h1>
        <p role="status">{signIn.request}</p>
        <label for="token">Token</label>
        <input
          ref={field}
          id="token"
          class="field"
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          value={token}
          onInput={({ currentTarget }) => {
            token.value = currentTarget.value;
          }}
        />
        <button type="submit" class="button button-primary">
          Sign in
        </button>
        <p class="sign-in-note">
          <code>pagereel token</code> makes one. It is kept until this tab is closed.
        </p>
      </form>
    </main>
  );
}
