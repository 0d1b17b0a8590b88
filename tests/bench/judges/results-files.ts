import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const JUDGES = ['Altair', 'Mira', 'Rigel', 'Vega'];
const SOURCES = [...JUDGES, 'human'];

/** A share in [0, 1) that looks random and is the same in every run: a Weyl sequence, finalised. */
function share(i: number, stream: number): number {
  let x = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 0) / 0x100000000;
}

/** What the view has to say of one judge's records, from the numbers as they were written. */
export interface WrittenJudge {
  readonly judge: string;
  readonly records: number;
  readonly recognition: number;
  readonly preference: number;
}

/** The files, and what they hold. */
export interface WrittenResults {
  readonly files: readonly string[];
  readonly judges: readonly WrittenJudge[];
}

/**
 * Results of four judges in the form of the self-recognition study, `records` in all, each with both
 * questions in both orders; a file that is there already is written once.
 */
export async function writeResults(folder: string, records: number): Promise<WrittenResults> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const judges: WrittenJudge[] = [];
  for (const [seed, judge] of JUDGES.entries()) {
    const file = join(folder, `${judge}_results.json`);
    judges.push(await writeJudge(file, judge, seed, records / JUDGES.length));
    files.push(file);
  }
  return { files, judges };
}

async function writeJudge(
  file: string,
  judge: string,
  seed: number,
  records: number,
): Promise<WrittenJudge> {
  const others = SOURCES.filter((source) => source !== judge);
  const out = existsSync(file) ? null : createWriteStream(file);
  const sums = { recognition: 0, preference: 0 };
  out?.write('[');
  for (let i = 0; i < records; i++) {
    const [u, v, w] = [0, 1, 2].map((k) => share(i, 4 * seed + 16 * k));
    const recognition = (0.6 * u + 0.4 * w).toFixed(6);
    const preference = (0.5 * u + 0.5 * v).toFixed(6);
    sums.recognition += Number(recognition);
    sums.preference += Number(preference);
    const choice = (value: number): string => (value < 0.5 ? '"2"' : '"1"');
    const line = `${i > 0 ? ',\n' : ''}{"key":"item-${Math.floor(i / others.length)}","model":"${others[i % others.length]}","forward_detection":${choice(u)},"backward_detection":${choice(1 - v)},"detection_score":${recognition},"forward_comparison":${choice(v)},"backward_comparison":${choice(1 - u)},"self_preference":${preference}}`;
    if (out?.write(line) === false) await once(out, 'drain');
  }
  out?.end(']\n');
  if (out) await once(out, 'finish');
  return {
    judge,
    records,
    recognition: sums.recognition / records,
    preference: sums.preference / records,
  };
}

/** Holds the table of the view, rows as texts by column, to what was written; throws where it differs. */
export function checkRows(
  rows: readonly (readonly string[])[],
  judges: readonly WrittenJudge[],
): void {
  for (const { judge, records, recognition, preference } of judges) {
    const row = rows.find(([name]) => name === judge);
    if (!row) throw new Error(`no row of ${judge}`);
    const found = [1, 2, 5, 10].map((column) => Number(row[column].replaceAll(',', '')));
    const wanted = [records, recognition, preference];
    wanted.forEach((value, i) => {
      if (!(Math.abs(found[i] - value) < 1e-6))
        throw new Error(`${judge}, column ${i}: ${found[i]} is not ${value}`);
    });
    // Both answers share a part: they go together, and not wholly.
    if (!(found[3] > 0.3 && found[3] < 0.9)) throw new Error(`${judge}: tau-b is ${found[3]}`);
  }
}
