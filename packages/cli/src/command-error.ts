/** A failure of a command outside of Pagereel's own: its sentence is for the person who typed it. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
