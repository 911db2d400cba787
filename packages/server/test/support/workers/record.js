/** What Cloudflare's documentation does with a browser, and a mark in the page. */
export function recordWith({ launch }) {
  return {
    async fetch(request, env) {
      const url = new URL(request.url).searchParams.get("url");
      const browser = await launch(env.MYBROWSER, { recording: true });
      const page = await browser.newPage();
      await page.goto(url);
      await page.evaluate(
        `document.body.insertAdjacentHTML("beforeend", "<h1 id=mark>A Worker was here</h1>")`,
      );
      const sessionId = browser.sessionId();
      await browser.close();
      return Response.json({ sessionId });
    },
  };
}
