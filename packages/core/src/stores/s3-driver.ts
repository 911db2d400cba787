import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { ObjectDriver, PutCondition } from "./object-store-driver.js";
import { explainS3Error, isStatus } from "./s3-errors.js";

/** A request that fails is repeated as a whole. */
const MAX_OBJECT_BYTES = 4 * 1024 * 1024;

/** An S3 bucket as `objectStore` needs it. */
export function s3Driver(client: S3Client, bucket: string, name: string): ObjectDriver {
  // Known after the first refusal, so that it is asked once only.
  let takesConditions = true;

  async function put(key: string, bytes: Uint8Array, condition?: PutCondition) {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      ContentType: key.endsWith(".json") ? "application/json" : "application/octet-stream",
      ...(condition === "absent" && { IfNoneMatch: "*" }),
      ...(typeof condition === "object" && { IfMatch: condition.version }),
    });
    return (await client.send(command)).ETag;
  }

  async function putIf(key: string, bytes: Uint8Array, condition: PutCondition) {
    if (!takesConditions) return { version: await put(key, bytes) };
    try {
      return { version: await put(key, bytes, condition) };
    } catch (error) {
      if (isConditionLost(error)) return false;
      if (!isStatus(error, 501)) throw error;
      takesConditions = false;
      return { version: await put(key, bytes) };
    }
  }

  async function get(key: string) {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    const answer = await orUndefined(client.send(command), "NoSuchKey");
    if (!answer?.Body) return undefined;
    return { bytes: await answer.Body.transformToByteArray(), version: answer.ETag };
  }

  async function exists(key: string) {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
    return (await orUndefined(client.send(command), "NotFound")) !== undefined;
  }

  async function listKeys(prefix: string) {
    const keys: string[] = [];
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
    }
    return keys;
  }

  async function listFolders(prefix: string, after?: string) {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: "/",
      // The tilde sorts after all names: what is in the folder of that name is behind it too.
      ...(after !== undefined && { StartAfter: `${prefix}${after}/~` }),
    });
    const { CommonPrefixes = [], IsTruncated = false } = await client.send(command);
    const names = CommonPrefixes.map(({ Prefix = "" }) => Prefix.slice(prefix.length, -1));
    return { names, isLast: !IsTruncated };
  }

  return {
    name,
    maxObjectBytes: MAX_OBJECT_BYTES,
    put,
    putIf,
    get,
    exists,
    delete: async (key) => {
      // One request a key: not all storages can delete several at once.
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    listKeys,
    listFolders,
    explain: explainS3Error,
  };
}

/** 409: another write was under way. 404: what was to be replaced was deleted. */
function isConditionLost(error: unknown): boolean {
  return isStatus(error, 412) || isStatus(error, 409) || isNamed(error, "NoSuchKey");
}

async function orUndefined<T>(answer: Promise<T>, missing: string): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNamed(error, missing)) return undefined;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
