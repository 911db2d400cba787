import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { build } from "vite";

/** What a Worker is given besides its code. */
export interface WorkerOptions {
  compatibilityDate: string;
  /** The server behind its service binding `MYBROWSER`. */
  server: string;
  token: string;
}

/** Starts a Worker of `workers/` in Cloudflare's runtime. */
export async function runWorker(name: string, options: WorkerOptions): Promise<Miniflare> {
  const { compatibilityDate, server, token } = options;
  const common = { compatibilityDate, compatibilityFlags: ["nodejs_compat"] };
  const forward = await readFile(pathOf("forward"), "utf8");
  return new Miniflare({
    workers: [
      {
        ...common,
        name: "worker",
        modules: [{ type: "ESModule", path: "worker.mjs", contents: await bundle(name) }],
        serviceBindings: { MYBROWSER: "forward" },
      },
      {
        ...common,
        name: "forward",
        modules: [{ type: "ESModule", path: "forward.mjs", contents: forward }],
        bindings: { SERVER: server, TOKEN: token },
      },
    ],
  });
}

/** One module, as Cloudflare's own tool makes of a Worker. */
async function bundle(name: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["workerd", "worker", "browser"] },
    ssr: { target: "webworker", noExternal: true },
    build: {
      ssr: pathOf(name),
      write: false,
      minify: false,
      rolldownOptions: {
        external: [/^node:/, /^cloudflare:/],
        output: { codeSplitting: false },
      },
    },
  });
  if (Array.isArray(output) || !("output" in output)) throw new Error("One bundle was wanted.");
  return output.output[0].code;
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`workers/${name}.js`, import.meta.url));
}
