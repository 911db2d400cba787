import { describe, expect, test } from "vitest";
import { judge } from "./command-policy.js";

const FILES = "/srv/session/files";
const judgeOf = (method: string, params: Record<string, unknown> = {}) =>
  judge({ id: 1, method, params }, FILES);

describe("an address", () => {
  test.each([
    "https://example.com/",
    "http://127.0.0.1:1/",
    "about:blank",
    "data:text/html,x",
    "not an address",
    "",
  ])("such as %s is the browser's to open", (url) => {
    expect(judgeOf("Page.navigate", { url }).kind).toBe("pass");
    expect(judgeOf("Target.createTarget", { url }).kind).toBe("pass");
  });

  test.each([
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "\tfi\nle:///etc/passwd",
    " file:/etc/passwd",
    "file://[/etc/passwd",
    "view-source:file:///etc/passwd",
    "view-source:https://example.com/",
    "filesystem:file:///x",
    "chrome://settings",
    "devtools://devtools/bundled/inspector.html",
    "chrome-untrusted://terminal",
  ])("such as %j is refused", (url) => {
    expect(judgeOf("Page.navigate", { url })).toMatchObject({ kind: "refuse" });
    expect(judgeOf("Target.createTarget", { url })).toMatchObject({ kind: "refuse" });
    expect(judgeOf("Network.loadNetworkResource", { url })).toMatchObject({ kind: "refuse" });
  });
});

describe("a file for an input", () => {
  test("is one of the session's own directory", () => {
    const files = [`${FILES}/a.txt`, "b.txt", `${FILES}/c/../d.txt`];
    expect(judgeOf("DOM.setFileInputFiles", { files }).kind).toBe("pass");
    expect(judgeOf("DOM.setFileInputFiles", { files: [] }).kind).toBe("pass");
  });

  test.each(["/etc/passwd", "../x", `${FILES}/../../x`, FILES, "", `${FILES}-other/x`])(
    "such as %s is refused",
    (file) => {
      const verdict = judgeOf("DOM.setFileInputFiles", { files: ["a.txt", file] });
      expect(verdict.kind).toBe("refuse");
    },
  );
});

test("files that are dropped are judged as those for an input", () => {
  const drop = (files: unknown) =>
    judgeOf("Input.dispatchDragEvent", { type: "drop", x: 1, y: 1, data: { items: [], files } });
  expect(drop(["/etc/passwd"]).kind).toBe("refuse");
  expect(drop(["a.txt"]).kind).toBe("pass");
  expect(drop(undefined).kind).toBe("pass");
  expect(judgeOf("Input.dispatchDragEvent", { type: "drop", data: null }).kind).toBe("pass");
});

test("what is no name of a file is refused like one that is not allowed", () => {
  for (const file of [1, null, { toString: 1, valueOf: 1 }, [["a.txt"]]]) {
    expect(judgeOf("DOM.setFileInputFiles", { files: [file] }).kind).toBe("refuse");
  }
});

test("a trace is of the browser only", () => {
  expect(judgeOf("Tracing.start", { categories: "blink", tracingBackend: "chrome" }).kind).toBe(
    "pass",
  );
  expect(judgeOf("Tracing.start", { tracingBackend: "system" }).kind).toBe("refuse");
  expect(judgeOf("Tracing.start", { perfettoConfig: "CgQ=" }).kind).toBe("refuse");
});

test("downloads go to the session's directory, whatever the client says", () => {
  for (const method of ["Browser.setDownloadBehavior", "Page.setDownloadBehavior"]) {
    const params = { behavior: "allow", downloadPath: "/home/somebody" };
    expect(judgeOf(method, params)).toEqual({
      kind: "replace",
      command: { id: 1, method, params: { behavior: "allow", downloadPath: FILES } },
    });
    expect(judgeOf(method, { behavior: "deny" }).kind).toBe("pass");
  }
});

test("a command within a command is judged as one", () => {
  const wrap = (inner: object) =>
    judgeOf("Target.sendMessageToTarget", { message: JSON.stringify(inner) });
  const url = "file:///etc/passwd";
  expect(wrap({ id: 1, method: "Page.navigate", params: { url } }).kind).toBe("refuse");
  const again = { id: 1, method: "Page.navigate", params: { url } };
  const params = { message: JSON.stringify(again) };
  expect(wrap({ id: 2, method: "Target.sendMessageToTarget", params }).kind).toBe("refuse");
  expect(wrap({ id: 1, method: "Page.enable" }).kind).toBe("pass");
  const downloads = { behavior: "allow", downloadPath: "/" };
  const inner = { id: 1, method: "Page.setDownloadBehavior", params: downloads };
  expect(wrap(inner).kind).toBe("refuse");
});

test("what reaches into the machine is refused", () => {
  for (const method of [
    "Cast.startDesktopMirroring",
    "Extensions.loadUnpacked",
    "PWA.install",
    "SystemInfo.getInfo",
    "Target.exposeDevToolsProtocol",
    "Target.openDevTools",
    "Target.setRemoteLocations",
    "Tethering.bind",
  ]) {
    expect(judgeOf(method)).toMatchObject({ kind: "refuse", error: { code: -32000 } });
  }
  expect(judgeOf("Runtime.evaluate", { expression: "1" }).kind).toBe("pass");
});
