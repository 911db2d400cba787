import type { RecordingOptions, Store } from "@pagereel/core";
import type { S3StoreOptions } from "@pagereel/core/s3";
import type { Scope } from "../access/principal.js";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A token that the server knows; of the token itself only the hash. */
export interface TokenOptions {
  /** Of who has it; in logs, and each name has sessions and a request rate of its own. */
  name: string;
  /** SHA-256 of the token's UTF-8 bytes, as 64 hexadecimal digits. */
  sha256: string;
  scopes: Scope[];
}

/** A directory, a bucket of an S3-compatible storage, or (in programs) any store. */
export type StoreOption = string | { s3: S3StoreOptions } | Store;

/** How browsers are started. */
export interface ChromiumOptions {
  /** Unless told: the one that is found on the machine. */
  executablePath?: string | undefined;
  /** Added to the command line. Default none. */
  args?: string[] | undefined;
  /** Default true. */
  headless?: boolean | undefined;
}

/** What all recordings of the server have in common; the rest is the server's to say. */
export type ServerRecordingOptions = Omit<RecordingOptions, "sink" | "metadata" | "onError">;

export interface ServerLimitOptions {
  /** That run at the same time. Default: one a CPU core, and 2 at least. */
  maxBrowsers?: number | undefined;
  /** Requests for a session that wait for a browser to end; more are refused. Default 32. */
  maxQueuedSessions?: number | undefined;
  /** ms that a request waits so. Default 30,000. */
  queueTimeoutMs?: number | undefined;
  /** That one token runs at the same time. Default: `maxBrowsers`. */
  maxSessionsPerToken?: number | undefined;
  /** ms after which a session ends, whatever it does. Default 2 hours. */
  maxSessionMs?: number | undefined;
  /** Bytes of a message from a client. Default 256 MiB. */
  maxMessageBytes?: number | undefined;
  /** Of a token, or of an address that has none. Default 3000. */
  requestsPerMinute?: number | undefined;
  /**
   * Bytes of a session's segments, as they are stored; its recording ends there, while the browser
   * goes on. Default 1,000,000,000.
   */
  maxRecordingBytes?: number | undefined;
}

/** What `startServer` takes, and a config file holds. */
export interface ServerOptions {
  /** Address or name to listen on. Without tokens only loopback. Default 127.0.0.1. */
  host?: string | undefined;
  /** Default 9322; 0 takes one that is free. */
  port?: number | undefined;
  /** Default: the directory in `PAGEREEL_DIR`, or `.pagereel`. */
  store?: StoreOption | undefined;
  /** Default none: then everybody who reaches the server may do everything. */
  tokens?: TokenOptions[] | undefined;
  /** Host names, without ports, by which clients reach the server. IP addresses always are. */
  allowedHosts?: string[] | undefined;
  /** Origins of web pages elsewhere that may use the server, such as `https://tools.example.com`. */
  allowedOrigins?: string[] | undefined;
  chromium?: ChromiumOptions | undefined;
  recording?: ServerRecordingOptions | undefined;
  limits?: ServerLimitOptions | undefined;
  /** Default `info`. */
  logLevel?: LogLevel | undefined;
  /**
   * Where clients find the server that is behind a proxy: an http or https URL. Addresses that are
   * told to them begin with it, those of WebSockets as ws or wss.
   */
  publicUrl?: string | undefined;
}

/** `ServerOptions` with all defaults filled in. */
export interface ResolvedServerOptions {
  host: string;
  port: number;
  store: StoreOption;
  tokens: TokenOptions[];
  allowedHosts: string[];
  allowedOrigins: string[];
  chromium: { executablePath?: string | undefined; args: string[]; headless: boolean };
  recording: ServerRecordingOptions;
  limits: { [K in keyof ServerLimitOptions]-?: number };
  logLevel: LogLevel;
  /** Without a slash at the end. */
  publicUrl?: string | undefined;
}
