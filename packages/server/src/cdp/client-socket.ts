/** A client's connection, whatever frames carry its messages. */
export interface ClientSocket {
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  /** @param sent - called when it was handed on, or cannot be */
  send(message: Buffer | string, sent?: () => void): void;
  /** One listener; each call has one whole message of the protocol. */
  onMessage(listener: (message: Buffer) => void): void;
  /** Once, when it is closed for whatever reason. */
  onClose(listener: () => void): void;
  /** Reads nothing more, until `resume`. */
  pause(): void;
  resume(): void;
  /** @param code - of the WebSocket protocol */
  close(code: number, reason: string): void;
  /** Drops it, without waiting for the other side. */
  terminate(): void;
  /** Resolves to whether the other side still answers. */
  isAlive(): Promise<boolean>;
}
