export type { Scope } from "./access/principal.js";
export type { BindingSocket } from "./binding/binding-socket.js";
export {
  type BrowserBinding,
  type BrowserBindingOptions,
  browserBinding,
} from "./binding/browser-binding.js";
export type { BindingResponse } from "./binding/open-binding-socket.js";
export { loadServerOptions, type OptionSources } from "./config/load-server-options.js";
export type {
  ChromiumOptions,
  LogLevel,
  ServerLimitOptions,
  ServerOptions,
  ServerRecordingOptions,
  StoreOption,
  TokenOptions,
} from "./config/server-options.js";
export { type RunningServer, startServer } from "./start-server.js";
