/** An object as it is stored. */
export interface StoredObject {
  bytes: Uint8Array;
  /** Names this content among all that the key had, such as an ETag; absent where there is none. */
  version?: string | undefined;
}

/** What a conditional write asks for: the version that is there, or that there is none. */
export type PutCondition = { version: string } | "absent";

/** What a storage of whole objects has to do, for `objectStore` to make a store of it. */
export interface ObjectDriver {
  /** For messages, such as `S3 store at "s3://bucket/pagereel/"`. No credentials. */
  readonly name: string;
  /** Larger chunks become several objects. */
  readonly maxObjectBytes: number;
  /**
   * Writes an object, at once for a reader.
   *
   * @returns its version, where the storage has such
   */
  put(key: string, bytes: Uint8Array): Promise<string | undefined>;
  /**
   * The same where the condition holds. Left out by a storage that cannot.
   *
   * @returns false where it does not hold: nothing was written
   */
  putIf?(
    key: string,
    bytes: Uint8Array,
    condition: PutCondition,
  ): Promise<{ version: string | undefined } | false>;
  get(key: string): Promise<StoredObject | undefined>;
  exists(key: string): Promise<boolean>;
  /** Deletes an object; one that is not there is no error. */
  delete(key: string): Promise<void>;
  /** All keys that begin so, in any order. */
  listKeys(prefix: string): Promise<string[]>;
  /**
   * The names of the folders in a folder, ascending, a page of them.
   *
   * @param prefix - the folder's; empty, or with a slash at its end
   * @param after - only names that sort after it, where the storage can begin there
   */
  listFolders(prefix: string, after?: string): Promise<FolderPage>;
  /** Says what went wrong, and what to do: sentences, without credentials. */
  explain(error: unknown): string;
}

export interface FolderPage {
  names: string[];
  isLast: boolean;
}
