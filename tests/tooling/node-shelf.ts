import { openAsBlob } from 'node:fs';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Shelf } from '../../workers/shelf.ts';

/** A shelf in a folder of the disk. */
export function nodeShelf(folder = mkdtempSync(join(tmpdir(), 'declination-'))): Shelf {
  return {
    list: () => Promise.resolve(readdirSync(folder)),
    write(name) {
      const file = openSync(join(folder, name), 'w');
      return Promise.resolve({
        append: (bytes) => void writeSync(file, bytes),
        close: () => closeSync(file),
      });
    },
    read: (name) => openAsBlob(join(folder, name)),
    remove: (name) => Promise.resolve(rmSync(join(folder, name))),
  };
}
