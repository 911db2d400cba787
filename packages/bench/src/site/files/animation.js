const stage = document.querySelector("#stage");

/**
 * Moves elements by their inline styles, a number of frames: one that takes longer makes the
 * animation longer, so that there is always the same to do.
 *
 * @returns how many frames there were
 */
window.animate = ({ elements, frames }) => {
  const movers = Array.from({ length: elements }, () => {
    const mover = document.createElement("div");
    mover.className = "mover";
    return mover;
  });
  stage.replaceChildren(...movers);
  return new Promise((resolve) => {
    let frame = 0;
    requestAnimationFrame(function move() {
      for (const [index, { style }] of movers.entries()) {
        const angle = (frame + index * 3) / 20;
        style.transform = `translate(${(Math.cos(angle) * 300).toFixed(1)}px, ${(Math.sin(angle) * 200).toFixed(1)}px)`;
        style.opacity = (0.5 + Math.sin(angle) / 2).toFixed(2);
      }
      frame++;
      if (frame === frames) resolve(frame);
      else requestAnimationFrame(move);
    });
  });
};
