import { transfer } from 'comlink';
import type { Database } from '../src/protocol/database.ts';

/** The database with query results handed over instead of copied. */
export function transferring(database: Database): Database {
  return {
    open: () => database.open(),
    inspect: (files, remembered) => database.inspect(files, remembered),
    import: (requests, onProgress) => database.import(requests, onProgress),
    cancelImport: () => database.cancelImport(),
    arrange: (wanted) => database.arrange(wanted),
    exportTables: (format, onProgress) => database.exportTables(format, onProgress),
    clear: () => database.clear(),
    slice: (request) => database.slice(request),
    items: (request) => database.items(request),
    removable: (question) => database.removable(question),
    cancelRemovable: () => database.cancelRemovable(),
    cancelCompare: () => database.cancelCompare(),
    compare: (question, facet) => database.compare(question, facet),
    itemsNeeded: (design, differences) => database.itemsNeeded(design, differences),
    async query(statement) {
      const result = await database.query(statement);
      return result.ok ? transfer(result, [result.value.buffer as ArrayBuffer]) : result;
    },
    cancelQuery: () => database.cancelQuery(),
    async runSql(request) {
      const result = await database.runSql(request);
      return result.ok ? transfer(result, [result.value.ipc.buffer as ArrayBuffer]) : result;
    },
    cancelSql: () => database.cancelSql(),
    keep: (note) => database.keep(note),
    kept: () => database.kept(),
    restore: () => database.restore(),
    forgetKept: () => database.forgetKept(),
  };
}
