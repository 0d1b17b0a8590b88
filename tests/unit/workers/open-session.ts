import { tableFromIPC } from 'apache-arrow';
import type { Dataset } from '../../../src/domain/dataset.ts';
import type { ImportReport } from '../../../src/domain/import-report.ts';
import type { Problem } from '../../../src/domain/problem.ts';
import type { SqlValue } from '../../../src/domain/statement.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { Session } from '../../../workers/session.ts';
import { openNodeEngine } from '../../tooling/node-engine.ts';
import { nodeParquet } from '../../tooling/node-parquet.ts';
import { nodeShelf } from '../../tooling/node-shelf.ts';

/** A session on the real engine, with what the tests ask of it in one line. */
export function openSession(shelf = nodeShelf()) {
  const session = new Session(openNodeEngine, nodeParquet, shelf);
  const drop = async (
    files: readonly File[],
    onProgress: (progress: Progress) => void = () => undefined,
  ) => {
    const inspections = await session.inspect(files, []);
    return session.import(
      inspections.map(({ index }) => ({ files, index, mapping: null })),
      onProgress,
    );
  };
  return {
    session,
    drop,
    /** Imports and gives report and dataset; throws where the import failed. */
    async take(...files: File[]): Promise<{ report: ImportReport; dataset: Dataset }> {
      const result = await drop(files);
      if (!result.ok) throw Object.assign(new Error(result.problem.message), result.problem);
      return result.value;
    },
    /** The Problem an import ends in. */
    async refused(...files: File[]): Promise<Problem> {
      const result = await drop(files);
      if (result.ok) throw new Error('the import succeeded');
      return result.problem;
    },
    async rows(text: string, params: SqlValue[] = []): Promise<Record<string, unknown>[]> {
      const result = await session.query({ text, params });
      if (!result.ok) throw new Error(`${result.problem.detail}\n${text}`);
      return tableFromIPC(result.value)
        .toArray()
        .map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
    },
  };
}

/** A file from text; the time keeps files with the same name apart. */
export function textFile(name: string, content: BlobPart): File {
  return new File([content], name, { lastModified: ++time });
}
let time = 0;
