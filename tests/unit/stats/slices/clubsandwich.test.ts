import { expect, test } from 'vitest';
import { sliceCube } from '../../../../src/stats/slices/slice-cube.ts';
import studies from './clubsandwich.json';
import { cubeOf } from './rows.ts';

for (const average of ['micro', 'macro'] as const) {
  test(`${average} means, standard errors and degrees of freedom are those of clubSandwich`, () => {
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
      const [mean, se, df] = study[average];
      expect(total.mean).toBeCloseTo(mean!, 11);
      expect(total.interval!.se / se!).toBeCloseTo(1, 10);
      expect(total.interval!.df / df!).toBeCloseTo(1, 9);
    }
  });
}
