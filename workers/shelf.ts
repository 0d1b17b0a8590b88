/** What the types of the two programs that check this file do not both know. */
interface SyncFile {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array, options: { at: number }): number;
    close(): void;
  }>;
}

/** A folder of files that outlives the page. */
export interface Shelf {
  list(): Promise<string[]>;
  /** Makes or empties a file; the bytes appended are there once it is closed. */
  write(name: string): Promise<ShelfFile>;
  read(name: string): Promise<Blob>;
  remove(name: string): Promise<void>;
}

export interface ShelfFile {
  append(bytes: Uint8Array): void;
  close(): void;
}

/**
 * A folder in the browser's own file system (OPFS), one for each address the page stands at. Rejects
 * where a browser has none, as in some private windows.
 */
export function browserShelf(address: string): Shelf {
  const open = async (): Promise<FileSystemDirectoryHandle> => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(`declination ${encodeURIComponent(address)}`, { create: true });
  };
  return {
    async list() {
      const names: string[] = [];
      for await (const name of (await open()).keys()) names.push(name);
      return names;
    },
    async write(name) {
      const file = (await (
        await open()
      ).getFileHandle(name, { create: true })) as unknown as SyncFile;
      const handle = await file.createSyncAccessHandle();
      handle.truncate(0);
      let at = 0;
      return {
        append(bytes) {
          const written = handle.write(bytes, { at });
          at += written;
          // Some browsers write what there is room for, and say so by the number alone.
          if (written < bytes.length) throw new DOMException('no room', 'QuotaExceededError');
        },
        close: () => handle.close(),
      };
    },
    async read(name) {
      return (await (await open()).getFileHandle(name)).getFile();
    },
    async remove(name) {
      await (await open()).removeEntry(name);
    },
  };
}
