import { Type } from "@fastify/type-provider-typebox";

const session = {
  sessionId: Type.String(),
  startTime: Type.Number({ description: "ms since the epoch" }),
  connectionId: Type.Optional(Type.String({ description: "of the client that is connected" })),
  connectionStartTime: Type.Optional(Type.Number({ description: "ms since the epoch" })),
};

export const SessionParams = Type.Object({ sessionId: Type.String({ format: "uuid" }) });

/** Clients send no body without guardrails. */
export const AcquireBody = Type.Union([
  Type.Null(),
  Type.Object({ guardrails: Type.Optional(Type.Unknown({ description: "is refused" })) }),
]);

export const Acquired = Type.Object({ sessionId: Type.String() });

export const ActiveSessions = Type.Object({ sessions: Type.Array(Type.Object(session)) });

export const History = Type.Object({
  history: Type.Array(
    Type.Object({
      ...session,
      endTime: Type.Optional(Type.Number({ description: "ms since the epoch" })),
      closeReason: Type.Optional(Type.Number({ description: "1 closed by its client, 2 idle" })),
      closeReasonText: Type.Optional(Type.String()),
    }),
  ),
});

export const Limits = Type.Object({
  activeSessions: Type.Array(Type.Object({ id: Type.String() })),
  maxConcurrentSessions: Type.Number(),
  allowedBrowserAcquisitions: Type.Number({ description: "that would begin at once" }),
  timeUntilNextAllowedBrowserAcquisition: Type.Number({ description: "ms" }),
});

export const Ended = Type.Object({ status: Type.Literal("closed") });
