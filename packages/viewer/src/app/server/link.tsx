import type { ComponentChildren } from "preact";
import type { Route, Router } from "./router.js";

interface LinkProps {
  router: Router;
  to: Route;
  class?: string | undefined;
  children: ComponentChildren;
}

/** A link within the app, which a browser can open in a new tab. */
export function Link({ router, to, class: className, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    router.go(to);
  };
  return (
    <a class={className} href={router.pathOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
