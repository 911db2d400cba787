import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { startS3Server } from "@pagereel/testing/s3-server";
import { expect, test } from "vitest";
import { s3LifecycleRule } from "./s3-lifecycle-rule.js";

test("the rule is one that a storage takes", async () => {
  const server = await startS3Server();
  try {
    const { endpoint, credentials, bucket: Bucket } = server;
    const client = new S3Client({
      endpoint,
      credentials,
      region: "us-east-1",
      forcePathStyle: true,
    });
    const rule = s3LifecycleRule({ prefix: "recordings/production", days: 30 });
    await client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: [rule] },
      }),
    );
    const answer = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(answer.Rules).toEqual([
      {
        ID: "pagereel-retention",
        Status: "Enabled",
        Filter: { Prefix: "recordings/production/" },
        Expiration: { Days: 30 },
      },
    ]);
  } finally {
    await server.close();
  }
});

test("it is about the objects of s3Store, and not about others, unless told", () => {
  expect(s3LifecycleRule({ days: 1 }).Filter).toEqual({ Prefix: "pagereel/" });
  expect(s3LifecycleRule({ days: 1, prefix: "" }).Filter).toEqual({ Prefix: "" });
});

test.each([0, 0.5, -1, Number.NaN])("%d days are none", (days) => {
  expect(() => s3LifecycleRule({ days })).toThrow(
    expect.objectContaining({ code: "INVALID_OPTIONS" }),
  );
});
