// The load event waits for the frames that the page began with.
addEventListener("load", () => {
  document.documentElement.dataset.state = "settled";
  // Seen from outside, in the browser's list of targets.
  document.title += ", settled";
});
