import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { runCli } from "./support/run-cli.js";

const cwd = tmpdir();

test("prints a token, and the entry of the config that knows it", async () => {
  const args = ["token", "--name", "ci", "--scopes", "drive, read"];
  const { exitCode, stdout } = await runCli(args, { cwd });
  expect(exitCode).toBe(0);
  const token = /^[\w-]{43}$/m.exec(stdout)?.[0] ?? "";
  const sha256 = createHash("sha256").update(token).digest("hex");
  const entry = stdout.trim().split("\n").at(-1) ?? "";
  expect(JSON.parse(entry)).toEqual({ name: "ci", sha256, scopes: ["drive", "read"] });
});

test("each token is another one, and may do everything unless told", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => runCli(["token"], { cwd })));
  expect(one?.stdout).not.toBe(other?.stdout);
  expect(one?.stdout).toContain('"scopes":["drive","read","delete","write"]');
});

test.each([
  ["--scopes", "drive,admin", "It has to be some of drive,read,delete,write."],
  ["--name", "a b", "It has to be 1 to 64 letters"],
])("refuses %s %j", async (option, value, message) => {
  const { exitCode, stdout, stderr } = await runCli(["token", option, value], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
});
