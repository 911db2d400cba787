import { render } from "preact";
import { createEmbeddedSource, textsOfPage } from "../data/source/embedded-source.js";
import "../ui/style/ui.css";
import { SessionPage } from "./session-page.js";

const createSource = () => createEmbeddedSource(textsOfPage(document));
const root = document.getElementById("app");
if (root) render(<SessionPage createSource={createSource} />, root);
