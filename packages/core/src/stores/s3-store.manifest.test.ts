import { sampleManifest } from "@pagereel/testing/recordings";
import { type S3Server, startS3Server } from "@pagereel/testing/s3-server";
import { bypass, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyBucket } from "../../test/support/s3-bucket.js";
import { SESSION, storeSession, timestampsOf } from "../../test/support/stored-session.js";
import { fetchRecording } from "../fetch/fetch-recording.js";
import { recoverSessions } from "../recover/recover-sessions.js";
import type { S3StoreOptions } from "./s3-options.js";
import { s3Store } from "./s3-store.js";
import type { Store } from "./store.js";

const network = setupServer();
let server: S3Server;
let options: S3StoreOptions;

beforeAll(async () => {
  server = await startS3Server();
  network.listen({ onUnhandledFrame: "bypass" });
});
afterEach(() => network.resetHandlers());
afterAll(() => {
  network.close();
  return server.close();
});
beforeEach(() => {
  options = emptyBucket(server);
});

type State = "recording" | "final" | "recovered";

function write(store: Store, state: State, duration: number): Promise<void> {
  return store.writeManifest(sampleManifest({ sessionId: SESSION, state, duration }));
}

async function stored(): Promise<{ state: State; duration: number }> {
  const { state, duration } = JSON.parse((await s3Store(options).readManifest(SESSION)) ?? "");
  return { state, duration };
}

/** The next write arrives, and something on the way says that it did not. */
function loseAnswer(): void {
  network.use(
    http.put(
      `${server.endpoint}/*`,
      async ({ request }) => {
        await fetch(bypass(request));
        return new HttpResponse(null, { status: 502 });
      },
      { once: true },
    ),
  );
}

describe("a manifest that another process completes", () => {
  test("is replaced after the end of the one that recorded", async () => {
    await write(s3Store(options), "recording", 1);
    const rescuer = s3Store(options);
    await rescuer.readManifest(SESSION);
    await write(rescuer, "recovered", 1);
    await write(rescuer, "recovered", 2);
    expect(await stored()).toEqual({ state: "recovered", duration: 2 });
  });

  test("stays what the recording process wrote after it was read", async () => {
    const recorder = s3Store(options);
    await write(recorder, "recording", 1);
    const rescuer = s3Store(options);
    await rescuer.readManifest(SESSION);
    await write(recorder, "recording", 2);
    await expect(write(rescuer, "recovered", 1)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringContaining("another process wrote it"),
    });
    expect(await stored()).toEqual({ state: "recording", duration: 2 });
  });

  test("stays what it is where it was never read", async () => {
    await write(s3Store(options), "final", 1);
    await expect(write(s3Store(options), "recovered", 0)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
    });
    expect(await stored()).toEqual({ state: "final", duration: 1 });
  });

  test("does not come back after it was deleted", async () => {
    await write(s3Store(options), "recording", 1);
    const rescuer = s3Store(options);
    await rescuer.readManifest(SESSION);
    await s3Store(options).deleteSession(SESSION);
    await expect(write(rescuer, "recovered", 1)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
    });
    expect(await s3Store(options).readManifest(SESSION)).toBeUndefined();
  });

  test("is the recording process's again, which was alive after all", async () => {
    const recorder = s3Store(options);
    await write(recorder, "recording", 1);
    const rescuer = s3Store(options);
    await rescuer.readManifest(SESSION);
    await write(rescuer, "recovered", 1);
    await write(recorder, "final", 3);
    expect(await stored()).toEqual({ state: "final", duration: 3 });
  });

  test("is written once, though the answer was lost and the client wrote it again", async () => {
    await write(s3Store(options), "recording", 1);
    const rescuer = s3Store(options);
    await rescuer.readManifest(SESSION);
    loseAnswer();
    await write(rescuer, "recovered", 1);
    await write(rescuer, "recovered", 2);
    expect(await stored()).toEqual({ state: "recovered", duration: 2 });
  });

  test.each(["ignored", "refused"] as const)(
    "is overwritten where conditions of writes are %s",
    async (mode) => {
      const other = await startS3Server(mode);
      try {
        options = emptyBucket(other);
        await write(s3Store(options), "recording", 1);
        await write(s3Store(options), "recovered", 0);
        expect(await stored()).toEqual({ state: "recovered", duration: 0 });
      } finally {
        await other.close();
      }
    },
  );
});

test("a session whose process is gone is completed, and stays so for every reader", async () => {
  await storeSession(
    s3Store(options),
    { A1: [[1000, 2000], [3000]] },
    { state: "recording", updatedAt: 4000 },
  );
  const result = await recoverSessions(s3Store(options));
  expect(result).toEqual({ recovered: [SESSION], recording: [], failed: [] });
  expect(await stored()).toEqual({ state: "recovered", duration: 2000 });
  const { events } = await fetchRecording(SESSION, { store: s3Store(options) });
  expect(timestampsOf(events)).toEqual({ A1: [1000, 2000, 3000] });
});

test("a manifest can be written through any number of servers", async () => {
  await write(s3Store(options), "recording", 1);
  await write(s3Store(options), "recording", 2);
  await write(s3Store(options), "final", 3);
  expect(await stored()).toEqual({ state: "final", duration: 3 });
});
