import { listen, unlisten } from "./natives.js";

type Listener = (event: never) => void;

/** Listeners on a document and its window, which `document.open()` takes away. */
export class Listeners {
  private readonly all: [target: EventTarget, type: string, listener: Listener][] = [];

  add(target: EventTarget, type: string, listener: Listener): void {
    this.all[this.all.length] = [target, type, listener];
    listen(target, type, listener);
  }

  /** Puts them back where they were taken away; one that is there stays as it is. */
  renew(): void {
    for (let i = 0; i < this.all.length; i++) {
      const entry = this.all[i] as (typeof this.all)[number];
      listen(entry[0], entry[1], entry[2]);
    }
  }

  remove(): void {
    for (let i = 0; i < this.all.length; i++) {
      const entry = this.all[i] as (typeof this.all)[number];
      unlisten(entry[0], entry[1], entry[2]);
    }
    this.all.length = 0;
  }
}
