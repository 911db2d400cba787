/** Of 255, in one colour: less is how a renderer rounds. */
const MIN_DIFFERENCE = 40;

/**
 * @param {string} live - a PNG as base64
 * @param {string} replay - another of the same size
 * @param {number[][]} without - rects (x, y, width, height) that are not compared
 * @returns {Promise<number>} share of the pixels that differ, 0 to 1
 */
export async function differingPixels(live, replay, without) {
  const [one, other] = await Promise.all([decode(live, without), decode(replay, without)]);
  if (one.width !== other.width || one.height !== other.height) return 1;
  let count = 0;
  for (let index = 0; index < one.data.length; index += 4) {
    const isDifferent = [0, 1, 2].some(
      (colour) =>
        Math.abs(Number(one.data[index + colour]) - Number(other.data[index + colour])) >
        MIN_DIFFERENCE,
    );
    if (isDifferent) count++;
  }
  return count / (one.width * one.height);
}

/**
 * @param {string} base64
 * @param {number[][]} without
 */
async function decode(base64, without) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  context.drawImage(bitmap, 0, 0);
  for (const [x = 0, y = 0, width = 0, height = 0] of without) {
    context.fillRect(x, y, width, height);
  }
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
