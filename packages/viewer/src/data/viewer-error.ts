/** Something that the viewer tells a person. */
export class ViewerError extends Error {
  override name = "ViewerError";

  /**
   * @param message - a sentence, and what to do
   * @param canRetry - whether it may go away by itself, as a server that does not answer
   */
  constructor(
    message: string,
    readonly canRetry: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
