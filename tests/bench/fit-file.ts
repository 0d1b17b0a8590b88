import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import {
  planDesign,
  planLevelCounts,
  readDesign,
  readResidualTerms,
  termsToCount,
} from '../../src/analyses/variance/design.ts';
import { planVariance } from '../../src/analyses/variance/plan.ts';
import { ProblemError } from '../../src/domain/problem.ts';
import type { Result } from '../../src/domain/problem.ts';
import type { Statement } from '../../src/domain/statement.ts';
import { detect, formats } from '../../src/formats/detect.ts';
import { Interner } from '../../src/formats/interner.ts';
import { Source } from '../../src/formats/source.ts';
import { ident, join, sql } from '../../src/sql/sql.ts';
import type { DenseKernels } from '../../src/stats/linalg/dense-kernels.ts';
import { fitVariance } from '../../src/stats/variance/fit.ts';
import type { CellTable, VarianceFit, VarianceRequest } from '../../src/stats/variance/types.ts';
import { toIpc } from '../../workers/arrow-build.ts';
import { codesOf, numbersOf } from '../../workers/coder.ts';
import { decodeCells } from '../../workers/decode-cells.ts';
import type { Engine } from '../../workers/engine.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';

export interface FileFit {
  readonly file: string;
  readonly response: string;
  readonly terms: readonly (readonly string[])[];
  readonly method: 'REML' | 'ML';
}

/** Milliseconds of each step; `sql` covers all statements, `fit` the numerical work. */
export interface Timings {
  readonly load: number;
  readonly sql: number;
  readonly fit: number;
}

const TABLE = 'fit rows';

/**
 * The page's own way from a file to a fit, in Node: the same reader, statements and solver. What the
 * user can cause is thrown as a ProblemError or comes back as the fit's Problem. The fit's own record
 * tells the processor's time of its steps, which a busy machine hardly stretches.
 */
export async function fitFile(
  engine: Engine,
  kernels: DenseKernels,
  file: FileFit,
): Promise<{ fit: Result<VarianceFit>; ms: Timings }> {
  const { request, ms } = await gather(engine, file);
  const begin = performance.now();
  const fit = fitVariance(request, { kernels, intervals: false, now: processorMs });
  return { fit, ms: { ...ms, fit: performance.now() - begin } };
}

/** Processor time of this process so far, its helper threads included. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The sufficient statistics of a file, as the fit worker would get them. */
export async function readRequest(engine: Engine, file: FileFit): Promise<VarianceRequest> {
  return (await gather(engine, file)).request;
}

async function gather(
  engine: Engine,
  file: FileFit,
): Promise<{ request: VarianceRequest; ms: Omit<Timings, 'fit'> }> {
  const begin = performance.now();
  const facets = [...new Set(file.terms.flat())];
  await load(engine, file, facets);
  const loaded = performance.now();
  const source = sql`SELECT ${join([...facets.map(ident), sql`error`])} FROM ${ident(TABLE)} WHERE error IS NOT NULL`;
  const rows = async (statement: Statement) =>
    tableFromIPC(await engine.query(statement, 'writer')).toArray() as Record<string, unknown>[];
  const design = readDesign(facets, await rows(planDesign(source, facets)));
  const counted = termsToCount(design, file.terms);
  const count = planLevelCounts(source, counted);
  const residualTerms = count ? readResidualTerms(design, counted, await rows(count)) : [];
  const plan = planVariance(source, design, file.terms, residualTerms);
  const [totals] = await rows(plan.totals);
  const cells: CellTable[] = [];
  for (const { facets, statement } of plan.cells) {
    cells.push(decodeCells({ facets, bytes: await engine.query(statement, 'writer') }));
  }
  await engine.run(`DROP TABLE ${ident(TABLE).text}`);
  const request = {
    method: file.method,
    terms: plan.terms,
    residualTerms,
    cells,
    n: Number(totals['n']),
    shift: plan.shift,
    sum: Number(totals['sum']),
    sumSquares: Number(totals['sum_squares']),
  };
  return { request, ms: { load: loaded - begin, sql: performance.now() - loaded } };
}

/** Codes the facets while reading and appends them with the response, batch by batch. */
async function load(engine: Engine, request: FileFit, facets: readonly string[]): Promise<void> {
  const name = path.basename(request.file);
  const source = await Source.open(await openAsBlob(request.file), name);
  const format = detect(source, formats(nodeParquet));
  if (!('open' in format)) throw new ProblemError(format);
  const table = await format.open(source);
  const place = (column: string) => {
    const index = table.columns.indexOf(column);
    if (index >= 0) return index;
    throw new ProblemError({
      code: 'unknown-column',
      severity: 'error',
      message: `${name} has no column "${column}"; it has ${table.columns.join(', ')}.`,
    });
  };
  const facetAt = facets.map(place);
  const responseAt = place(request.response);
  const columns = [...facets.map((facet) => sql`${ident(facet)} INTEGER`), sql`error DOUBLE`];
  await engine.run(sql`CREATE TABLE ${ident(TABLE)} (${join(columns)})`.text);
  const levels = facets.map(() => new Interner());
  for await (const batch of table.batches()) {
    if (batch.rows === 0) continue;
    const codes = facetAt.map((at, f) => codesOf(batch.columns[at], batch.rows, levels[f]));
    const error = numbersOf(batch.columns[responseAt], batch.rows, table.decimalComma);
    const out = facets.map((facet, f) => ({ name: facet, codes: codes[f] }));
    await engine.append(TABLE, toIpc([...out, { name: 'error', numbers: error }], batch.rows));
  }
}
