import { Type } from "typebox";

export const segmentParams = Type.Object({
  sessionId: Type.String({ description: "A UUID." }),
  targetId: Type.String({
    description: "1 to 128 letters, digits, dashes, dots and underscores.",
  }),
  number: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

/** ms since the epoch. */
export const time = Type.Number({ description: "ms since the epoch" });
