import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "puppeteer-core";

const PAGES: Record<string, string> = {
  "/": `<title>Shop</title><h1>Shop</h1>
    <button id="add" onclick="count.textContent = +count.textContent + 1">Add</button>
    <b id="count">0</b>
    <a id="terms" href="/terms" target="_blank" rel="opener">Terms</a> <a id="go" href="/cart">Cart</a>`,
  "/terms": "<title>Terms of sale</title><h1>Terms of sale</h1>",
  "/cart": `<title>Cart</title><h1>Your cart</h1><input id="card"> <button id="pay">Pay</button>
    <p id="answer"></p>
    <script>pay.onclick = () => { answer.textContent = "Payment failed" }</script>`,
};

export interface ShopSite extends AsyncDisposable {
  origin: string;
}

/** A few pages on loopback. */
export async function startShop(): Promise<ShopSite> {
  const server = createServer((request, response) => {
    const body = PAGES[request.url ?? ""];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(body && `<!doctype html>${body}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

/** Puts two things into the cart, reads the terms in a popup, and pays in vain. */
export async function shop(browser: Browser, origin: string): Promise<void> {
  const [page] = await browser.pages();
  if (!page) throw new Error("The browser has no page.");
  await page.goto(origin);
  await page.click("#add");
  await page.click("#add");
  const popup = new Promise<Page>((opened) => {
    page.once("popup", (terms) => terms && opened(terms));
  });
  await page.click("#terms");
  const terms = await popup;
  await terms.waitForSelector("h1");
  await terms.close();
  await page.click("#go");
  await page.waitForSelector("#card");
  await page.type("#card", "4242424242424242");
  await page.click("#pay");
  await page.waitForSelector("::-p-text(Payment failed)");
}
