import { Type } from "@fastify/type-provider-typebox";

export const SessionParams = Type.Object({
  account: Type.Optional(Type.String()),
  sessionId: Type.String({ format: "uuid" }),
});

const targetId = Type.String({ pattern: "^[\\w.-]{1,128}$" });

export const TargetParams = Type.Object({
  account: Type.Optional(Type.String()),
  sessionId: Type.String({ format: "uuid" }),
  targetId,
});

export const RootTargetParams = Type.Object({ account: Type.Optional(Type.String()), targetId });

export const Target = Type.Object({
  id: Type.String(),
  type: Type.String(),
  title: Type.String(),
  url: Type.String(),
  description: Type.String(),
  webSocketDebuggerUrl: Type.String(),
});

export const Acquired = Type.Object({
  sessionId: Type.String(),
  webSocketDebuggerUrl: Type.String(),
  targets: Type.Optional(Type.Array(Target)),
});

export const SessionSummary = Type.Object({
  sessionId: Type.String(),
  startTime: Type.Number({ description: "ms since the epoch" }),
  isRecording: Type.Boolean(),
  keepAliveMs: Type.Number(),
  connectionId: Type.Optional(Type.String()),
  connectionStartTime: Type.Optional(Type.Number()),
  webSocketDebuggerUrl: Type.String(),
});

export const Version = Type.Object({
  Browser: Type.String(),
  "Protocol-Version": Type.String(),
  "User-Agent": Type.String(),
  "V8-Version": Type.String(),
  webSocketDebuggerUrl: Type.String(),
  sessionId: Type.String(),
});
