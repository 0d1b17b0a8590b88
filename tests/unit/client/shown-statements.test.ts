import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { showStatement } from '../../../src/analyses/show-statement.ts';
import { spreadTable } from '../../../src/analyses/variance/residual-spread.ts';
import {
  lme4Script,
  lme4Statement,
  ROWS_FILE,
} from '../../../src/analyses/variance/lme4-script.ts';
import {
  comparedStatement,
  removableStatement,
  sufficientStatement,
} from '../../../src/analyses/variance/sql.ts';
import { askSpread } from '../../../src/client/ask-fit.ts';
import { withFilter } from '../../../src/domain/question.ts';
import { fitVariance } from '../../../src/stats/variance/fit.ts';
import type { CellTable, VarianceFit } from '../../../src/stats/variance/types.ts';
import { openStudy, QUESTION, studyRows } from './small-study.ts';

let study: Awaited<ReturnType<typeof openStudy>>;

beforeAll(async () => {
  study = await openStudy();
}, 60_000);

type Row = Record<string, unknown>;

/** The model fitted anew from the rows that a shown statement answers with. */
function refit(rows: readonly Row[], of: VarianceFit): VarianceFit {
  const facets = ['model', 'prompt', 'task', 'item', 'run'];
  const names = new Map(facets.map((f) => [f, [...new Set(rows.map((row) => row[f]))]]));
  const cells: CellTable = {
    facets,
    codes: Object.fromEntries(
      facets.map((f) => [f, Int32Array.from(rows, (row) => names.get(f)!.indexOf(row[f]))]),
    ),
    n: Float64Array.from(rows, (row) => Number(row['n'])),
    sum: Float64Array.from(rows, (row) => Number(row['sum'])),
  };
  const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
  const fit = fitVariance({
    method: of.record.method,
    terms: of.components.filter((c) => c.facets.length > 0).map((c) => c.facets),
    residualTerms: [],
    cells: [cells],
    n: total('n'),
    shift: 0,
    sum: total('sum'),
    sumSquares: total('sum_of_squares'),
  });
  if (!fit.ok) throw new Error(fit.problem.message);
  return fit.value;
}

function expectSame(found: VarianceFit, shown: VarianceFit): void {
  expect(found.n).toBe(shown.n);
  expect(found.criterion).toBeCloseTo(shown.criterion, 6);
  for (const component of shown.components) {
    const same = found.components.find((c) => c.term === component.term)!;
    expect(same.variance, component.term).toBeCloseTo(component.variance, 6);
  }
}

test('the sums shown by the panels of a fit are all that its components need', async () => {
  const { answer, rows } = study;
  const text = showStatement(sufficientStatement(QUESTION, answer.fit));
  expectSame(refit(await rows(text), answer.fit), answer.fit);
});

test('the sums shown beside two slices give the components of each', async () => {
  const { fit, fitter, rows } = study;
  const sides = [];
  for (const label of ['reading', 'sums']) {
    const question = withFilter(QUESTION, 'task', [label]);
    sides.push({ label, question, fit: (await fit(question, undefined, fitter.aside)).fit });
  }
  const answered = await rows(showStatement(comparedStatement(sides)));
  for (const side of sides)
    expectSame(
      refit(
        answered.filter((row) => row['side'] === side.label),
        side.fit,
      ),
      side.fit,
    );
});

test('the sums shown beside the residual spread hold its counts, whatever the terms', async () => {
  const { session, fitter, dataset, answer, signal, rows } = study;
  const spread = await askSpread(session, fitter, dataset, QUESTION, answer, 'model', signal);
  if (!spread.ok) throw new Error(spread.problem.message);
  const items = {
    ...answer.fit,
    components: answer.fit.components.filter((c) => !c.facets.includes('model')),
  };
  const answered = await rows(showStatement(sufficientStatement(QUESTION, items, ['model'])));
  const { rows: table } = spreadTable(spread.value, QUESTION);
  for (const [name, , , , n] of table) {
    const own = answered.filter((row) => row['model'] === name.value);
    expect(own.reduce((sum, row) => sum + Number(row['n']), 0)).toBe(n.value);
  }
});

test('the means shown beside the best choice are those of the rows', async () => {
  const { rows } = study;
  const answered = await rows(showStatement(removableStatement(QUESTION)));
  const [model, prompt, item] = ['avis', 'steps', 'sums-3'];
  const own = studyRows().filter(
    (r) => r.model === model && r.prompt === prompt && r.item === item,
  );
  const found = answered.find(
    (r) => r['model'] === model && r['prompt'] === prompt && r['item'] === item,
  )!;
  const size = own.reduce((sum, r) => sum + (r.score - 4) ** 2, 0) / own.length;
  expect(Number(found['n'])).toBe(own.length);
  expect(Number(found['size'])).toBeCloseTo(size, 5);
});

const hasLme4 = spawnSync('Rscript', ['-e', 'stopifnot(requireNamespace("lme4"))']).status === 0;
if (!hasLme4)
  console.log('skipped: the lme4 script on its rows, because Rscript or lme4 is absent');

test.skipIf(!hasLme4)(
  'the script taken along, run on the rows taken along, comes to every component on the page',
  async () => {
    const { answer, dataset, rows } = study;
    const { fit } = answer;
    const answered = await rows(showStatement(lme4Statement(QUESTION, fit, dataset.itemIdentity)));
    expect(answered).toHaveLength(fit.n);
    const columns = Object.keys(answered[0]);
    const csv = [columns, ...answered.map((row) => columns.map((name) => String(row[name])))]
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'declination-'));
    try {
      writeFileSync(join(folder, ROWS_FILE), `${csv}\n`);
      const report =
        'cat(paste(as.data.frame(VarCorr(fit))[, 1], as.data.frame(VarCorr(fit))[, 4], sep = "=", collapse = "\\n"), "\\n")';
      writeFileSync(join(folder, 'fit.R'), `${lme4Script(fit, QUESTION, '1')}\n${report}\n`);
      const run = spawnSync('Rscript', ['fit.R'], { cwd: folder, encoding: 'utf8' });
      expect(run.stderr).not.toContain('Error');
      for (const { term, facets, variance } of fit.components) {
        const line = run.stdout
          .split('\n')
          .map((text) => text.trim().split('='))
          .find(([name]) =>
            facets.length === 0
              ? name === 'Residual'
              : name.split(':').toSorted().join() === facets.toSorted().join(),
          );
        // lme4 stops a little before the optimum.
        expect(Number(line?.[1]), term).toBeCloseTo(variance, 3);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);
