import { Button } from "../../ui/button.js";

export interface NoSessionsProps {
  basePath: string;
  isFiltered: boolean;
  onClear: () => void;
}

/** Says why the list is empty, and how that changes. */
export function NoSessions({ basePath, isFiltered, onClear }: NoSessionsProps) {
  if (isFiltered) {
    return (
      <div class="no-sessions">
        <h2>No session fits these filters</h2>
        <Button onClick={onClear}>Clear the filters</Button>
      </div>
    );
  }
  const endpoint = `${location.origin.replace(/^http/, "ws")}${basePath}/devtools/browser`;
  return (
    <div class="no-sessions">
      <h2>Nothing has been recorded yet</h2>
      <p>Connect to this server, and what the browser does is recorded:</p>
      <pre>{`const browser = await puppeteer.connect({
  browserWSEndpoint: "${endpoint}?recording=true",
});`}</pre>
      <p>Sessions appear here as soon as they begin.</p>
    </div>
  );
}
