import type { CorpusPage } from "../corpus-page.ts";
import { script, smallPage } from "../small-page.ts";

/** Draws in a canvas, so that there is something to lose. */
const CANVAS = `<canvas id="canvas" width="200" height="100" style="border: 1px solid"></canvas>`;

const DRAW_2D = `<script>
  const context = document.querySelector("#canvas").getContext("2d");
  context.fillStyle = "teal";
  context.fillRect(20, 20, 120, 60);
</script>`;

/** Pictures, fonts and sheets that are not in the document. */
export const ASSET_GAPS: CorpusPage[] = [
  smallPage(
    "gaps/image",
    "an image, and one in the background",
    `<img src="/assets/picture.svg" alt=""><p style="background: url(/assets/picture.svg); height: 90px">Background</p>`,
    {
      steps: [
        script(() => document.querySelector("img")?.setAttribute("src", "/assets/other.svg")),
      ],
    },
  ),
  smallPage(
    "gaps/srcset",
    "srcset and picture",
    `<img srcset="/assets/picture.svg 1x, /assets/picture.svg?large 2x" alt=""><picture><source media="(min-width: 300px)" srcset="/assets/other.svg"><img src="/assets/picture.svg" alt=""></picture>`,
  ),
  smallPage(
    "gaps/lazy-image",
    "a lazy image far below",
    `<div style="height: 6000px"></div><img loading="lazy" src="/assets/picture.svg" alt="">`,
    {
      steps: [script(() => window.scrollTo(0, 6000), "scrolled to it")],
    },
  ),
  smallPage("gaps/blob-image", "an image from a blob", `<img id="image" alt="">`, {
    steps: [
      script(() => {
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60"><rect width="100" height="60" fill="purple"/></svg>`;
        const image = document.querySelector("#image") as HTMLImageElement;
        image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
        return image.decode();
      }),
    ],
  }),
  smallPage(
    "gaps/data-image",
    "an image in its address",
    `<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='60' height='60'%3E%3Crect width='60' height='60' fill='navy'/%3E%3C/svg%3E" alt="">`,
  ),
  smallPage(
    "gaps/broken-image",
    "an image that is not there",
    `<img src="/assets/none.png" alt="Nothing" width="80" height="40">`,
  ),
  smallPage(
    "gaps/cross-origin-sheet",
    "a sheet of another site without CORS",
    `<link rel="stylesheet" href="{{crossSite}}/no-cors/assets/box.css"><p class="box">Box</p>`,
  ),
  smallPage(
    "gaps/sheet-import",
    "@import",
    `<style>@import "/assets/box.css"; .box { margin: 7px }</style><p class="box">Box</p>`,
  ),
  smallPage("gaps/sheet-later", "a sheet that is linked later", `<p class="box">Box</p>`, {
    steps: [
      script(async () => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = "/assets/box.css";
        const loaded = new Promise((resolve) => link.addEventListener("load", resolve));
        document.head.append(link);
        await loaded;
      }),
    ],
  }),
  smallPage(
    "gaps/font-with-cors",
    "a font that any site may use",
    `<style>@font-face { font-family: Letters; src: url(/npm/katex/dist/fonts/KaTeX_Script-Regular.woff2) } p { font: 40px Letters }</style><p><span>ABCDEFGH</span></p>`,
  ),
  smallPage(
    "gaps/font-without-cors",
    "a font that only its own site may use",
    `<style>@font-face { font-family: Letters; src: url(/no-cors/npm/katex/dist/fonts/KaTeX_Script-Regular.woff2) } p { font: 40px Letters }</style><p><span>ABCDEFGH</span></p>`,
  ),
  smallPage(
    "gaps/font-face-api",
    "a font added by a script",
    `<style>p { font: 40px Letters, serif }</style><p><span>ABCDEFGH</span></p>`,
    {
      steps: [
        script(async () => {
          const face = new FontFace(
            "Math",
            "url(/npm/katex/dist/fonts/KaTeX_Script-Regular.woff2)",
          );
          document.fonts.add(await face.load());
        }),
      ],
    },
  ),
  smallPage("gaps/canvas-2d", "a canvas", CANVAS + DRAW_2D, {
    steps: [
      script(() => {
        const canvas = document.querySelector("#canvas") as HTMLCanvasElement;
        canvas.getContext("2d")?.fillRect(150, 10, 30, 80);
      }),
    ],
  }),
  smallPage(
    "gaps/canvas-tainted",
    "a canvas that may not be read",
    `${CANVAS}<script>
      const image = new Image();
      image.onload = () => document.querySelector("#canvas").getContext("2d").drawImage(image, 0, 0);
      image.src = "{{crossSite}}/no-cors/assets/picture.svg";
    </script>`,
  ),
  smallPage(
    "gaps/canvas-webgl",
    "WebGL",
    `${CANVAS}<script>
      const gl = document.querySelector("#canvas").getContext("webgl", { preserveDrawingBuffer: true });
      gl?.clearColor(0.8, 0.2, 0.4, 1);
      gl?.clear(gl.COLOR_BUFFER_BIT);
    </script>`,
  ),
  smallPage(
    "gaps/video",
    "a video without a source, and audio",
    `<video width="200" height="100" controls poster="/assets/picture.svg"></video><audio controls></audio>`,
    {
      steps: [
        script(() => {
          const video = document.querySelector("video") as HTMLVideoElement;
          video.muted = true;
          video.volume = 0.5;
        }),
      ],
    },
  ),
  smallPage(
    "gaps/object-and-embed",
    "object and embed",
    `<object data="/assets/picture.svg" type="image/svg+xml" width="120" height="80">Fallback</object><embed src="/assets/picture.svg" type="image/svg+xml" width="120" height="80">`,
  ),
];
