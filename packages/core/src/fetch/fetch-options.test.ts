import { RecordingError } from "@pagereel/protocol";
import { describe, expect, test } from "vitest";
import { memoryStore } from "../stores/memory-store.js";
import { type FetchRecordingOptions, parseSource } from "./fetch-options.js";

const baseUrl = "https://example.com";

function failureOf(options: unknown): RecordingError {
  try {
    parseSource("fetchRecording", options as FetchRecordingOptions);
  } catch (error) {
    if (error instanceof RecordingError) return error;
  }
  throw new Error("the options were taken");
}

test("without options it is the default store", () => {
  expect(parseSource("fetchRecording")).toEqual({
    store: expect.objectContaining({ name: expect.stringContaining(".pagereel") }),
    timeoutMs: 30_000,
    waitUntilFinished: false,
    partial: false,
    from: -Infinity,
    to: Infinity,
  });
});

test("what is undefined, such as a variable that is not set, is not given", () => {
  const store = memoryStore();
  const options = { store, baseUrl: undefined, apiToken: undefined, signal: undefined };
  expect(parseSource("fetchRecording", options)).toMatchObject({ store });
});

test("a server has an account, and an address without a slash at the end", () => {
  expect(parseSource("fetchRecording", { baseUrl: `${baseUrl}/api//` })).toMatchObject({
    baseUrl: `${baseUrl}/api`,
    accountId: "local",
  });
});

describe("refused with the option's name", () => {
  test.each([
    [{ baseURL: baseUrl }, 'Unknown option "baseURL" in fetchRecording: did you mean "baseUrl"?'],
    [{ timeoutMs: "1" }, 'Invalid option "timeoutMs" of fetchRecording'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'Invalid option "timeoutMs" of fetchRecording'],
    [{ timeoutMs: -1 }, 'Invalid option "timeoutMs" of fetchRecording'],
    [{ partial: 1 }, 'Invalid option "partial" of fetchRecording'],
    [{ store: {} }, 'Invalid option "store" of fetchRecording: expected a store, such as'],
    [{ store: ".pagereel" }, 'Invalid option "store" of fetchRecording: expected a store, such as'],
    [{ signal: new AbortController() }, 'Invalid option "signal" of fetchRecording'],
    [{ store: memoryStore(), baseUrl }, 'give "store" or "baseUrl", not both'],
    [{ apiToken: "t" }, '"apiToken" and "accountId" belong to a server'],
    [{ accountId: "a" }, '"apiToken" and "accountId" belong to a server'],
    [{ from: "today" }, 'Invalid option "from" of fetchRecording: expected number, got'],
    [{ to: Number.NaN }, 'Invalid option "to" of fetchRecording'],
    [{ to: Infinity }, 'Invalid option "to" of fetchRecording: expected ms since the epoch'],
    [{ from: 2, to: 1 }, '"from" is after "to"'],
    [{ onGap: [] }, 'Invalid option "onGap" of fetchRecording: expected a function'],
    [null, "Invalid options of fetchRecording: expected Object, got null."],
  ])("%j", (options, message) => {
    const failure = failureOf(options);
    expect(failure.code).toBe("INVALID_OPTIONS");
    expect(failure.message).toContain(message);
  });

  test.each([
    "ftp://example.com",
    "example.com",
    "https://user:s3cret@example.com",
    `${baseUrl}?s3cret`,
    `${baseUrl}#s3cret`,
  ])("the address %s, which is not in the message", (address) => {
    const { message } = failureOf({ baseUrl: address });
    expect(message).toContain('Invalid option "baseUrl" of fetchRecording: expected an http or');
    expect(message).not.toContain("s3cret");
  });

  test.each(["s3cret\n", "s3cret\r\nx: y", "s3crét", ""])(
    "a token that no header can hold, which is not in the message",
    (apiToken) => {
      const { message } = failureOf({ baseUrl, apiToken });
      expect(message).toContain('Invalid option "apiToken" of fetchRecording');
      expect(message).not.toContain("s3cr");
    },
  );

  test.each(["..", "a/b", "", "a?b"])(
    "the account %j, which would be another path",
    (accountId) => {
      expect(failureOf({ baseUrl, accountId }).message).toContain('option "accountId"');
    },
  );
});
