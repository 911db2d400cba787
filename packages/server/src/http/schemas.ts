import { Type } from "typebox";

/** In every error's body. */
export const errorBody = Type.Object(
  {
    success: Type.Literal(false),
    errors: Type.Array(
      Type.Object({
        code: Type.Integer({ description: "The status of the answer." }),
        reason: Type.String({ description: "For programs." }),
        message: Type.String({ description: "For people." }),
      }),
    ),
    messages: Type.Array(Type.Unknown()),
    result: Type.Null(),
  },
  { description: "What went wrong." },
);

/** The answers of these statuses, for a route's schema. */
export function errorsOf<Status extends number>(
  ...statuses: Status[]
): Record<Status, typeof errorBody> {
  return Object.fromEntries(statuses.map((status) => [status, errorBody])) as Record<
    Status,
    typeof errorBody
  >;
}

export const sessionParams = Type.Object({
  sessionId: Type.String({ description: "A UUID." }),
});

/** Of bodies that are bytes, or text that is not one JSON value. */
export const rawBody = Type.String({ format: "binary" });
