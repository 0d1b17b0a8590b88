// What lies in a folder beside results: in a real session, as the page drops a folder.
import { afterEach, describe, expect, test } from 'vitest';
import { counted } from '../../../src/domain/format.ts';
import { rowsLeftOut } from '../../../src/views/data/file-rows.ts';
import { named } from '../../formats/read-groups.ts';
import { openSession } from './open-session.ts';

const SCORES = 'model,item,score\na,1,1\na,2,0\nb,1,1\nb,2,1\n';
const BESIDE = [
  named('# How this was run\n', 'study/README.md'),
  named('2026-01-01 12:00:00 started\n2026-01-01 12:00:01 done\n', 'study/run.log'),
  named(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1, 2]), 'study/plots/a.png'),
  named('name,colour\nx,red\ny,blue\n', 'study/colours.csv'),
  named('{"lr": 0.1, "steps": 100}', 'study/config.json'),
  named('{"accuracy": 0.5, "f1": 0.3}', 'study/metrics.json'),
];

let opened: ReturnType<typeof openSession> | null = null;
afterEach(() => (opened = null));

describe('files beside results in a dropped folder', () => {
  test('are neither asked about nor failures, and stand in one line', async () => {
    opened = openSession();
    const files = [...BESIDE, named(SCORES, 'study/scores.csv')];
    const inspections = await opened.session.inspect(files, []);
    expect(inspections.filter(({ needsMapping }) => needsMapping)).toEqual([]);
    const { report, dataset } = await opened.take(...files);
    expect(dataset.observations).toBe(4);
    const others = report.files.filter(({ state }) => state !== 'read');
    expect(others.map(({ problem }) => [problem?.code, problem?.severity])).toEqual(
      BESIDE.map(() => ['beside-results', 'info']),
    );
    const rows = rowsLeftOut(report, []);
    expect(rows.map(({ name, state }) => [name, state.word])).toEqual([
      [`${counted(6, 'file')} beside the results`, 'Set aside'],
    ]);
    // The same folder once more is what is there already.
    const again = await opened.take(...files);
    expect(again.dataset.observations).toBe(4);
  });

  test('are what they are where no results are there, or where they were dropped by themselves', async () => {
    opened = openSession();
    const alone = await opened.session.inspect(BESIDE, []);
    expect(alone.map(({ problem }) => problem?.code).filter(Boolean)).toContain('unknown-format');
    expect(alone.some(({ needsMapping }) => needsMapping)).toBe(true);
    const flat = await opened.session.inspect(
      [named('name,colour\nx,red\n', 'colours.csv'), named(SCORES, 'scores.csv')],
      [],
    );
    expect(flat.map(({ needsMapping }) => needsMapping)).toEqual([true, false]);
  });
});
