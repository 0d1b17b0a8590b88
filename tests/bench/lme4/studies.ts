import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { studyOfManyLevels, studyOfRows, writeStudy } from './generate.ts';

/** One data set of the benchmark: a CSV file with a column per facet, `score`, and `reference` 0. */
export interface Study {
  readonly name: string;
  readonly path: string;
  /** As lme4 writes them: `model:prompt`. */
  readonly terms: readonly string[];
  /** Facet of which one level is filtered out for the second fit of the page. */
  readonly filtered: string;
}

const CROSSED = [
  'model',
  'prompt',
  'task',
  'item',
  'rater',
  'model:prompt',
  'model:task',
  'prompt:task',
  'model:prompt:task',
] as const;

const SEED = 20260301;

/** A generated study of about so many rows, with the terms that made it. */
export async function generatedStudy(folder: string, rows: number): Promise<Study> {
  const path = await writeStudy(folder, studyOfRows(rows, SEED));
  return { name: rowsName(rows), path, terms: CROSSED, filtered: 'model' };
}

/** A generated study with 20,000 levels of model:item and as many of prompt:item. */
export async function manyLevelsStudy(folder: string, models: number): Promise<Study> {
  const path = await writeStudy(folder, studyOfManyLevels(models, SEED));
  const terms = [...CROSSED.filter((term) => term !== 'rater'), 'model:item', 'prompt:item'];
  const name = `20,000 levels, ${models} models and ${models} prompts`;
  return { name, path, terms, filtered: 'model' };
}

/**
 * The studies of the reference folder, their columns renamed to what the page knows; empty where the
 * folder is not there. InstEval (Bates et al. 2015): students are its items, lecturers its models.
 */
export async function referenceStudies(
  folder: string,
  reference: string | undefined,
): Promise<Study[]> {
  if (!reference) return [];
  const studies: Study[] = [];
  const instEval = join(reference, 'lme4', 'InstEval.csv');
  if (existsSync(instEval)) {
    // The numbers of departments are names, which a page would take for quantities.
    const path = await rewrite(instEval, join(folder, 'InstEval.csv'), (cells) => {
      const [s, d, , , service, dept, y] = cells.map((cell) => cell.replaceAll('"', ''));
      return [
        s === 's' ? HEAD : [`s${s}`, `d${d}`, `dept ${dept}`, `service ${service}`, y, '0'],
      ].flat();
    });
    const terms = ['item', 'model', 'dept:service'];
    studies.push({ name: 'InstEval', path, terms, filtered: 'dept' });
  }
  const evaluation = join(reference, 'lme4', 'evaluation-122650.csv');
  if (existsSync(evaluation)) {
    const path = await rewrite(evaluation, join(folder, 'evaluation-122650.csv'), (cells) =>
      cells.at(-1) === 'err' ? [...cells.slice(0, -1), 'score', 'reference'] : [...cells, '0'],
    );
    studies.push({ name: '122,650 rows', path, terms: CROSSED, filtered: 'model' });
  }
  return studies;
}

const HEAD = ['item', 'model', 'dept', 'service', 'score', 'reference'];

function rowsName(rows: number): string {
  return rows >= 1e6 ? `${rows / 1e6} M rows` : `${rows.toLocaleString('en')} rows`;
}

async function rewrite(
  from: string,
  to: string,
  line: (cells: readonly string[]) => readonly string[],
): Promise<string> {
  if (existsSync(to)) return to;
  mkdirSync(join(to, '..'), { recursive: true });
  const out = createWriteStream(`${to}.part`);
  for await (const text of createInterface({ input: createReadStream(from) }))
    out.write(`${line(text.split(',')).join(',')}\n`);
  await new Promise<void>((resolve) => out.end(resolve));
  renameSync(`${to}.part`, to);
  return to;
}
