import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "puppeteer-core";

const STYLE = `<meta name="viewport" content="width=device-width"><style>
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #22252b; background: #f6f3ee }
  header { padding: 16px 32px; background: #22403a; color: white; font-weight: 600 }
  main { max-width: 720px; margin: 32px auto; padding: 24px 32px; background: white; border-radius: 12px }
  .shoes { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px }
  .shoe { padding: 16px; border: 1px solid #ddd; border-radius: 8px }
  .shoe i { display: block; height: 96px; margin-bottom: 8px; border-radius: 6px; background: var(--color) }
  button, .go { padding: 8px 20px; border: 0; border-radius: 6px; background: #22403a; color: white; font: inherit; text-decoration: none }
  label { display: block; margin: 12px 0 } input { display: block; width: 100%; box-sizing: border-box; padding: 8px; font: inherit }
  output { display: block; margin-top: 16px; padding: 12px 16px; border-radius: 6px; background: #fbe4df; color: #8c1d10 }
  output:empty { display: none } output.good { background: #dff3e4; color: #14532d }</style>`;

/** As fast as somebody types: a timeline with everything in one place shows nothing. */
const HUMAN = { delay: 80 };

const SHOES = [
  ["Trail", "#c96f3b"],
  ["Road", "#3b7bc9"],
  ["Court", "#7aa33c"],
].map(
  ([name, color]) =>
    `<div class="shoe" style="--color: ${color}"><i></i><b>${name}</b><p>89.00</p><button>Add</button></div>`,
);

const PAGES: Record<string, string> = {
  "/": `<title>Shoes</title>${STYLE}<header>Northwind Shoes</header><main><h1>Shoes</h1>
    <div class="shoes">${SHOES.join("")}</div><p>In the cart: <b id="count">0</b></p>
    <a class="go" id="go" href="/checkout">Checkout</a></main>
    <script>for (const button of document.querySelectorAll("button"))
      button.onclick = () => { count.textContent = +count.textContent + 1 }</script>`,
  "/checkout": `<title>Checkout</title>${STYLE}<header>Northwind Shoes</header><main>
    <h1>Payment</h1><p>Two pairs, 178.00</p><label>Name <input id="name"></label>
    <label>Card number <input id="card"></label><button id="pay">Pay</button><output id="answer"></output></main>
    <script>pay.onclick = () => {
      const isGood = card.value.startsWith("42");
      answer.className = isGood ? "good" : "";
      answer.textContent = isGood ? "Thank you." : "The card was declined. Try another one.";
      if (!isGood) console.error("Payment failed: card_declined");
    }</script>`,
};

/** A shop that is good to look at, on loopback. */
export async function startPictureShop(): Promise<AsyncDisposable & { origin: string }> {
  const server = createServer(({ url = "" }, response) => {
    const body = PAGES[url];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(body && `<!doctype html>${body}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

/** Buys two pairs, and pays with a card that is taken or declined. */
export async function buyShoes(browser: Browser, origin: string, card: string): Promise<void> {
  const [page] = await browser.pages();
  if (!page) throw new Error("The browser has no page.");
  await page.goto(origin);
  for (const shoe of [1, 3]) await page.click(`.shoe:nth-child(${shoe}) button`);
  await page.click("#go");
  await page.waitForSelector("#name");
  await page.type("#name", "a customer", HUMAN);
  await page.type("#card", card, HUMAN);
  await page.click("#pay");
  await page.waitForSelector("#answer:not(:empty)");
}
