import { render } from "preact";
import "../ui/style/ui.css";
import { App } from "./app.js";
import { SessionList } from "./dashboard/session-list.js";
import { ApiClient } from "./server/api-client.js";
import { Router } from "./server/router.js";
import { basePathOf } from "./server/server-address.js";
import { SignIn } from "./server/sign-in.js";

const basePath = basePathOf(location.pathname);
const api = new ApiClient(basePath, new SignIn());
const list = new SessionList(api);
const root = document.getElementById("app");
if (root) render(<App api={api} list={list} router={new Router(basePath)} />, root);
