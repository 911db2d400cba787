import type { LiveNews } from "../../src/data/recording-source.js";

/** What a source tells of a session that goes on, as a test says it. */
export class NewsFeed {
  #news: (LiveNews | "close")[] = [];
  #change = Promise.withResolvers<void>();

  push(...news: LiveNews[]): void {
    this.#news.push(...news);
    this.#change.resolve();
  }

  follow = async function* (this: NewsFeed): AsyncGenerator<LiveNews> {
    for (;;) {
      for (const news of this.#news.splice(0)) {
        if (news === "close") return;
        yield news;
      }
      await this.#change.promise;
      this.#change = Promise.withResolvers<void>();
    }
  }.bind(this);

  /** Ends it, as a source does when the session has ended. */
  end(): void {
    this.#news.push({ kind: "end" }, "close");
    this.#change.resolve();
  }
}
