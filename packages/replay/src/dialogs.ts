/** A dialog that was modal and loses its attribute stays so, where its method would have ended it. */
export function mendDialogs(document: Document): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog:modal:not([open])")) {
    // The method does nothing without the attribute.
    dialog.setAttribute("open", "");
    dialog.close();
  }
}
