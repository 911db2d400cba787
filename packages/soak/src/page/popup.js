/** Opens a popup, changes what it shows, closes it. */
export async function usePopup() {
  const popup = /** @type {Window} */ (window.open("/popup.html", "", "popup"));
  await until(() => popup.document.getElementById("ready") !== null);
  popup.document.body.append("by its opener");
  popup.close();
  await until(() => popup.closed);
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  while (!isSo()) await new Promise((done) => setTimeout(done, 10));
}
