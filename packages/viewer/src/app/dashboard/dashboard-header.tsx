import { Button } from "../../ui/button.js";
import type { SignIn } from "../server/sign-in.js";

export function DashboardHeader({ signIn }: { signIn: SignIn }) {
  return (
    <header class="dashboard-header">
      <p class="dashboard-brand">Pagereel</p>
      <h1>Sessions</h1>
      {signIn.token.value !== undefined && (
        <Button kind="quiet" onClick={() => signIn.leave()}>
          Sign out
        </Button>
      )}
    </header>
  );
}
