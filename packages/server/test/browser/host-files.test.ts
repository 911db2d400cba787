import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RawClient } from "../support/raw-client.js";
import { startTestServer } from "../support/test-server.js";

async function connect() {
  const server = await startTestServer();
  onTestFinished(() => server.close());
  const client = await RawClient.connect(`${server.webSocketUrl}/devtools/browser`);
  onTestFinished(() => client.socket.terminate());
  return client;
}

/** A file of the server's machine, which no client may see. */
async function hostFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "pagereel-host-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "secret.txt");
  await writeFile(file, "secret");
  return file;
}

/** What the browsers of this process's servers have downloaded. */
async function downloads(): Promise<string[]> {
  const own = (await readdir(tmpdir())).filter((name) =>
    name.startsWith(`pagereel-browser-${process.pid}-`),
  );
  const lists = own.map((name) => readdir(join(tmpdir(), name, "files")));
  return (await Promise.all(lists)).flat();
}

/** Keeps what is dropped on it in `dropped`. */
const DROP_PAGE = `<body style="height:500px"><script>
  globalThis.dropped = [];
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    const texts = [...event.dataTransfer.files].map((file) => file.text());
    dropped.push(...(await Promise.all(texts)));
  });
</script>`;

test("a file of the machine cannot be dropped on a page", async () => {
  const client = await connect();
  const page = await client.open(`data:text/html,${encodeURIComponent(DROP_PAGE)}`);
  const ready = () => client.evaluate("Array.isArray(globalThis.dropped)", page);
  await expect.poll(ready).toBe(true);
  const drop = async (files: string[]) => {
    const data = { items: [], files, dragOperationsMask: 1 };
    const answers = [];
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      answers.push(await client.ask("Input.dispatchDragEvent", { type, x: 9, y: 9, data }, page));
    }
    return answers.map(({ error }) => error?.code);
  };
  expect(await drop([await hostFile()])).toEqual([-32000, -32000, -32000]);
  expect(await client.evaluate("dropped.join()", page)).toBe("");
});

test("what a page downloads goes to the session's directory, whatever its client has said", async () => {
  const client = await connect();
  const link = (name: string) =>
    `<a download="${name}" href="data:application/octet-stream,x">x</a>`;
  const download = async (name: string) => {
    const page = await client.open(`data:text/html,${link(name)}`);
    const isThere = () => client.evaluate("document.querySelector('a') !== null", page);
    await expect.poll(isThere).toBe(true);
    await client.evaluate("document.querySelector('a').click()", page);
  };
  await download("one.txt");
  await expect.poll(downloads).toContain("one.txt");
  await client.call("Browser.setDownloadBehavior", { behavior: "default" });
  await download("two.txt");
  await expect.poll(downloads).toContain("two.txt");
});
