import { describe, expect, test } from 'vitest';
import { benchmarkTable } from '../../src/formats/benchmark-table.ts';
import { cellText } from '../../src/formats/cell-text.ts';
import { delimited } from '../../src/formats/delimited.ts';
import { guessMapping, mappingOf, needsMapping, tableKind } from '../../src/formats/mapping.ts';
import { Source } from '../../src/formats/source.ts';
import { readTable } from './read-table.ts';

async function look(text: string) {
  const { columns, rows } = await readTable(text);
  const guesses = guessMapping(
    columns.map((name, c) => ({ name, values: rows.map((row) => String(row[c] ?? '')) })),
    false,
    [],
  );
  return {
    kind: tableKind(guesses.map(({ role }) => role)),
    asks: needsMapping(guesses),
    mapping: mappingOf(guesses),
  };
}

async function figures(text: string) {
  const { mapping } = await look(text);
  const source = await Source.open(new Blob([text]), 'b.csv');
  const table = benchmarkTable(await delimited.open(source), mapping);
  const found: Record<string, string | null>[] = [];
  const skips: string[] = [];
  for await (const batch of table.batches()) {
    for (let row = 0; row < batch.rows; row++)
      found.push(
        Object.fromEntries(table.columns.map((name, c) => [name, cellText(batch.columns[c], row)])),
      );
    skips.push(...batch.skips.map(({ reason, row }) => `${row}: ${reason}`));
  }
  return { found, skips };
}

describe('a table of benchmark figures', () => {
  test('with a column called benchmark is one figure per model and benchmark', async () => {
    const text = 'model,benchmark,score,stderr\na,MMLU,61.5,0.4\na,GSM8K,40,1\nb,MMLU,70,0.5\n';
    expect(await look(text)).toMatchObject({ kind: 'benchmarks', asks: false });
    const { found } = await figures(text);
    expect(found).toHaveLength(3);
    expect(found[0]).toMatchObject({
      model: 'a',
      task: 'MMLU',
      metric: 'score',
      value: '61.5',
      se: '0.4',
    });
  });

  test('with a column per benchmark is a figure per cell; an empty one is left out and said', async () => {
    const text = 'model;MMLU;GSM8K\na;61.5 %;\nb;70 %;52 %\n';
    expect(await look(text)).toMatchObject({ kind: 'benchmarks', asks: false });
    const { found, skips } = await figures(text);
    expect(found.map(({ model, task, value }) => [model, task, value])).toEqual([
      ['a', 'MMLU', '61.5'],
      ['b', 'MMLU', '70'],
      ['b', 'GSM8K', '52'],
    ]);
    expect(skips).toEqual(['1: no figure of this benchmark']);
  });

  test('that might be scored responses is asked about, with figures as the guess', async () => {
    for (const text of [
      'model,task,score\na,T1,0.5\na,T2,0.6\nb,T1,0.7\n',
      'model,accuracy\na,0.5\nb,0.6\n',
      'model,organisation,MMLU\na,X,0.5\nb,Y,0.6\n',
      'model,rank,MMLU\na,1,0.5\nb,2,0.6\n',
    ])
      expect(await look(text), text).toMatchObject({ kind: 'benchmarks', asks: true });
  });

  test.each([
    'model,benchmark,item,score\na,MMLU,1,1\na,MMLU,2,0\n',
    'model,benchmark,score\na,MMLU,1\na,MMLU,0\nb,MMLU,1\n',
    'model,task,score\na,T1,0.5\na,T1,0.6\n',
    'model,score\na,1\na,0\n',
  ])('is not scored responses: %s', async (text) => {
    expect((await look(text)).kind).toBe('observations');
  });

  test('is read by the roles given in the dialog, whatever the guess', async () => {
    const text = 'model,task,score\na,T1,0.5\n';
    const source = await Source.open(new Blob([text]), 'b.csv');
    const mapping = { model: 'model', task: 'ignore', score: 'figure' } as const;
    const table = benchmarkTable(await delimited.open(source), mapping);
    for await (const batch of table.batches())
      expect(table.columns.slice(0, 2).map((_, c) => cellText(batch.columns[c], 0))).toEqual([
        'a',
        'score',
      ]);
  });
});
