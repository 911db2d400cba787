// Small, and the only script that a browser of any age has to understand: it says so where the browser
// is too old for the rest.

const OLD_BROWSER =
  "This browser is too old to play the recording. Open the file in one of 2024 or later.";

/** The newest of what the viewer uses. */
function hasAll(): boolean {
  return "DecompressionStream" in window && "withResolvers" in Promise && "any" in AbortSignal;
}

async function start(): Promise<void> {
  if (!hasAll()) throw new Error(OLD_BROWSER);
  const packed = document.getElementById("viewer-script")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The page's policy has its hash.
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
}

start().catch((error: Error) => {
  const app = document.getElementById("app");
  if (app) app.textContent = error.message;
});
