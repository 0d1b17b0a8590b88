import { expect, test } from 'vitest';
import { clusteredMean } from '../../../../src/stats/slices/clustered-mean.ts';
import { sliceCube } from '../../../../src/stats/slices/slice-cube.ts';
import studies from './clubsandwich.json';
import { cubeOf } from './rows.ts';

for (const average of ['micro', 'macro'] as const) {
  test(`${average} means, their jackknife standard errors and degrees of freedom are those of R`, () => {
    for (const study of studies) {
      const rows = study.y.map((error, i) => ({
        model: 0,
        prompt: 0,
        task: study.task[i]! - 1,
        item: study.cluster[i]! - 1,
        cluster: study.cluster[i]!,
        error,
      }));
      const tasks = Math.max(...study.task);
      const cube = {
        ...cubeOf(rows, 0.25, true),
        levels: { model: 1, prompt: 1, task: tasks, item: 40 },
      };
      const { total } = sliceCube(cube, [], [], { average, measure: 'signed' });
      const [mean, se, df] = study[`${average}CR3`];
      expect(total.mean).toBeCloseTo(mean!, 11);
      expect(total.interval!.se / se!).toBeCloseTo(1, 10);
      expect(total.interval!.df / df!).toBeCloseTo(1, 9);
    }
  });
}

test('CR2 standard errors and degrees of freedom, as of differences, are those of clubSandwich', () => {
  for (const study of studies) {
    // Rows in order of their clusters; one stratum, or one per task.
    const order = [...study.y.keys()].sort((a, b) => study.cluster[a]! - study.cluster[b]!);
    const y = Float64Array.from(order, (i) => study.y[i]!);
    const cluster = Int32Array.from(order, (i) => study.cluster[i]!);
    const clusters = new Set(study.cluster).size;
    const tasks = Math.max(...study.task);
    for (const average of ['micro', 'macro'] as const) {
      const strata = average === 'micro' ? 1 : tasks;
      const stratum = Int32Array.from(order, (i) => (strata === 1 ? 0 : study.task[i]! - 1));
      const found = clusteredMean(y, cluster, stratum, y.length, strata, clusters);
      const [mean, se, df] = study[average];
      expect(found.mean).toBeCloseTo(mean!, 11);
      expect(found.interval!.se / se!).toBeCloseTo(1, 10);
      expect(found.interval!.df / df!).toBeCloseTo(1, 9);
    }
  }
});

test('of clusters of one size in every task, CR2 and CR3 are the same', () => {
  const y = Float64Array.from({ length: 36 }, (_, i) => Math.sin(5 * i));
  const cluster = Int32Array.from({ length: 36 }, (_, i) => Math.floor(i / 3));
  const nested = Int32Array.from(cluster, (c) => c % 3);
  for (const stratum of [new Int32Array(36), nested]) {
    const strata = Math.max(...stratum) + 1;
    const [two, three] = (['CR2', 'CR3'] as const).map(
      (estimator) => clusteredMean(y, cluster, stratum, 36, strata, 12, estimator).interval!,
    );
    expect(three!.se).toBeCloseTo(two!.se, 14);
    expect(three!.df).toBeCloseTo(two!.df, 12);
  }
});
