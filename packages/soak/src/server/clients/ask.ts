import { request } from "node:http";
import { text } from "node:stream/consumers";

export interface HttpAnswer {
  status: number;
  body: string;
}

/** How a server is asked. */
export type Ask = (path: string, method?: string) => Promise<HttpAnswer>;

/** Asks over a connection for each request: none stays open that would count as the server's. */
export function asker(origin: string, token: string): Ask {
  return (path, method = "GET") =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const asked = request(origin + path, { method, headers, agent: false });
      asked.on("error", reject);
      asked.on("response", (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
      });
      asked.end();
    });
}

/** @throws Error where the answer is another than 200 */
export async function askForText(ask: Ask, path: string, method?: string): Promise<string> {
  const { status, body } = await ask(path, method);
  if (status === 200) return body;
  throw new Error(`${method ?? "GET"} ${path.split("?")[0]}: ${status} ${body.slice(0, 300)}`);
}
