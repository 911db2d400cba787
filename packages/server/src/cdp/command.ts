/** A command of the protocol, as far as it is looked at. */
export interface Command {
  id: number;
  method: string;
  params: Record<string, unknown>;
  sessionId?: string;
}

/** An answer that says why there is none. */
export interface CommandError {
  /** As JSON-RPC numbers them. */
  code: number;
  message: string;
}

const NOT_JSON: CommandError = { code: -32700, message: "The message is not JSON." };
const NOT_A_COMMAND: CommandError = {
  code: -32600,
  message:
    "The message is no command: it needs an integer id, a method, and params that are an object.",
};

/** Reads what a client sent, which may be anything. */
export function parseCommand(message: Buffer): Command | { id?: number; error: CommandError } {
  let value: unknown;
  try {
    value = JSON.parse(String(message));
  } catch {
    return { error: NOT_JSON };
  }
  if (!isObject(value)) return { error: NOT_A_COMMAND };
  const { id, method, params = {}, sessionId } = value;
  const hasId = Number.isInteger(id);
  const isCommand =
    hasId &&
    typeof method === "string" &&
    isObject(params) &&
    (sessionId === undefined || typeof sessionId === "string");
  if (!isCommand) return { ...(hasId && { id: id as number }), error: NOT_A_COMMAND };
  return {
    id: id as number,
    method,
    params,
    ...(sessionId !== undefined && { sessionId }),
  };
}

/** @returns undefined for a command that is nested more deeply than can be written */
export function toMessage(command: Command): Buffer | undefined {
  try {
    return Buffer.from(JSON.stringify(command));
  } catch (error) {
    // Reading needs no stack, writing does.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The answer to a command, as the browser would write it. */
export function answer(
  { id, sessionId }: Pick<Command, "sessionId"> & { id?: number },
  content: { result: object } | { error: CommandError },
): string {
  return JSON.stringify({ ...(id !== undefined && { id }), ...content, sessionId });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
