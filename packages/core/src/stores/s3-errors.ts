import { safeMessage } from "./object-store-errors.js";

const CREDENTIALS =
  "Check the credentials: the option credentials, or what the environment gives for AWS.";
const REGION = "Set the option region to the bucket's.";
const ENDPOINT =
  "Check the option endpoint, and that it can be reached from here. It is tried again.";
const BUSY = "The storage wants fewer requests: raise pacing.flushIntervalMs.";

/** By the error's code, what to do. */
const ADVICE: Record<string, string> = {
  NoSuchBucket: "Create the bucket, or correct the option bucket.",
  AccessDenied:
    "Allow s3:PutObject to record, and s3:GetObject, s3:ListBucket and s3:DeleteObject to read and " +
    "delete.",
  CredentialsProviderError: CREDENTIALS,
  InvalidAccessKeyId: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  ExpiredToken: CREDENTIALS,
  RequestTimeTooSkewed: "Set this machine's clock.",
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
  SlowDown: BUSY,
  TooManyRequestsException: BUSY,
  ECONNREFUSED: ENDPOINT,
  ENOTFOUND: ENDPOINT,
  TimeoutError: ENDPOINT,
};

/** Says what the storage, or the way to it, did not do. */
export function explainS3Error(error: unknown): string {
  const { name, code, $metadata } = error as Partial<SdkError>;
  const status = $metadata?.httpStatusCode;
  const said = [safeMessage(error) || code || name, status && `(${name}, ${status})`];
  const reason = said
    .filter(Boolean)
    .join(" ")
    .replace(/\.(?= \()|\.$/, "");
  const advice = ADVICE[code ?? ""] ?? ADVICE[name ?? ""] ?? byStatus(status);
  return advice ? `${reason}. ${advice}` : `${reason}.`;
}

/** True for an answer of that HTTP status. */
export function isStatus(error: unknown, status: number): boolean {
  return (error as Partial<SdkError> | null)?.$metadata?.httpStatusCode === status;
}

function byStatus(status: number | undefined): string | undefined {
  if (status === 403) return ADVICE.AccessDenied;
  if (status === 301) return REGION;
  return status === 429 || status === 503 ? BUSY : undefined;
}

/** What the client's errors have: `code` where there was no answer, `$metadata` where there was. */
interface SdkError extends Error {
  code: string;
  $metadata: { httpStatusCode?: number };
}
