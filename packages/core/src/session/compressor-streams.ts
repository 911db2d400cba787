import { constants, createZstdCompress, type ZstdCompress } from "node:zlib";

/**
 * How far back the compressor refers, as a power of 2 in bytes: 8 MB. A page tells its style sheets and
 * its whole tree again with each snapshot, which costs next to nothing within this reach.
 */
export const WINDOW_LOG = 23;

/** Of 1 to 22: on recordings, 3 takes as long for a tenth more, and 9 twice as long for a tenth less. */
const LEVEL = 5;

const OPTIONS = {
  params: {
    [constants.ZSTD_c_compressionLevel]: LEVEL,
    [constants.ZSTD_c_windowLog]: WINDOW_LOG,
  },
};

/**
 * Zstd streams for files of which one is written after the other.
 *
 * One serves again as long as its file was brought to its end: the memory of each, some 12 MB, would be
 * given back to the thread that took it, and not to the system.
 */
export class CompressorStreams {
  #idle: ZstdCompress | undefined;
  #isClosed = false;

  /** @returns a stream at the beginning of a file */
  take(): ZstdCompress {
    const stream = this.#idle ?? createZstdCompress(OPTIONS);
    this.#idle = undefined;
    return stream;
  }

  /** @param stream - at the end of its file, with no listeners */
  giveBack(stream: ZstdCompress): void {
    if (this.#idle || this.#isClosed) stream.destroy();
    else this.#idle = stream;
  }

  /** Frees what it holds; a stream that is given back later is freed then. */
  close(): void {
    this.#isClosed = true;
    this.#idle?.destroy();
    this.#idle = undefined;
  }
}
