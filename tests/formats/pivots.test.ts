import { describe, expect, test } from 'vitest';
import { guessMapping, needsMapping, tableKind } from '../../src/formats/mapping.ts';
import { readTable } from './read-table.ts';

async function look(text: string) {
  const { columns, rows } = await readTable(text);
  const guesses = guessMapping(
    columns.map((name, c) => ({ name, values: rows.map((row) => row[c] ?? '') })),
    false,
    [],
  );
  return {
    kind: tableKind(guesses.map(({ role }) => role)),
    asks: needsMapping(guesses),
    roles: guesses.map(({ role }) => role),
  };
}

describe('a table of benchmarks by models', () => {
  test.each([
    ['Benchmark,GPT-4o,Claude 3\nMMLU,88.7,86.8\nMATH,76.6,60.1\n', false],
    ['task,GPT-4o,Claude 3\nreading,88.7,86.8\nmaths,76.6,60.1\n', false],
    ['Dataset,GPT-4o,Claude 3\nMMLU (5-shot),88.7,86.8\nGPQA,53.6,50.4\n', false],
    [',GPT-4o,Claude 3\nMMLU,88.7,86.8\nGPQA,53.6,–\n', false],
    ['subject,GPT-4o,Claude 3\nanatomy,0.6,0.5\nlaw,0.7,0.8\n', true],
    ['task_id,GPT-4o,Claude 3\nHumanEval/0,1,0\nHumanEval/1,0,1\n', true],
  ])('%j', async (text, asks) => {
    const found = await look(text);
    expect(found).toMatchObject({ asks });
    expect(found.roles.slice(1)).toEqual(['bymodel', 'bymodel']);
    if (!asks) expect(found).toMatchObject({ kind: 'benchmarks' });
  });

  test('an unnamed column of what may be items is asked about', async () => {
    expect(await look(',GPT-4o,Claude 3\na1,1,0\na2,0,1\na3,1,1\n')).toEqual({
      kind: 'observations',
      asks: true,
      roles: ['item', 'bymodel', 'bymodel'],
    });
  });

  test('an average over models is no model', async () => {
    expect(await look('task,GPT-4o,Claude 3,Average\nT,88.7,86.8,87.75\nU,76,60,68\n')).toEqual({
      kind: 'benchmarks',
      asks: false,
      roles: ['benchmark', 'bymodel', 'bymodel', 'ignore'],
    });
  });
});

describe('a table of models by benchmarks', () => {
  test('whose models stand in a column without a name', async () => {
    expect(await look(',MMLU,MATH\nGPT-4o,88.7,76.6\nClaude 3 Opus,86.8,60.1\n')).toEqual({
      kind: 'benchmarks',
      asks: false,
      roles: ['model', 'figure', 'figure'],
    });
  });

  test('and with spreads, counts and facts of the models asks, and offers the figures alone', async () => {
    const text =
      'eval_name,Type,Model,#Params (B),Likes,MoE,IFEval Raw,IFEval,std,Generation\n' +
      'x,base,acme/a,7.2,10,False,0.4,40.1,0.1,0\ny,chat,acme/b,13,20,True,0.5,50.1,0.2,0\n';
    expect(await look(text)).toEqual({
      kind: 'benchmarks',
      asks: true,
      roles: [
        ...['ignore', 'ignore', 'model', 'ignore', 'ignore', 'ignore', 'ignore'],
        'figure',
      ].concat(['ignore', 'ignore']),
    });
  });

  test('long, with metrics and standard errors, is one of figures', async () => {
    const text =
      'model,task,metric,value,stderr\na,arc,acc,0.5,0.01\na,arc,norm,0.6,0.01\nb,arc,acc,0.4,0.01\n';
    expect(await look(text)).toMatchObject({ kind: 'benchmarks', asks: false });
  });
});

describe('a table of models by items', () => {
  test.each([
    ['model,q1,q2,q3\na,1,0,1\nb,0,0,1\n', 'observations', false],
    ['model,item_1,item_2,item_10\na,1,0,1\nb,0,0,1\n', 'observations', false],
    ['rater,1,2,3\nr1,4,2,5\nr2,5,1,3\n', 'references', false],
    [',q1,q2,q3\nacme,1,0,1\nemca,0,0,1\n', 'observations', true],
  ])('%j', async (text, kind, asks) => {
    expect(await look(text)).toMatchObject({
      kind,
      asks,
      roles: [expect.any(String), 'byitem', 'byitem', 'byitem'],
    });
  });

  test('numbers of two columns are too few to tell, and years are no items', async () => {
    expect((await look('model,q1,q2\na,1,0\nb,0,0\n')).roles).not.toContain('byitem');
    expect((await look('model,2021,2022,2023\na,1,2,3\nb,2,3,4\n')).roles).not.toContain('byitem');
  });
});

describe('who scored what', () => {
  test('`item, human, llm` is a reference and the scores of a model', async () => {
    expect(await look('item,human,llm\n1,4,3\n2,5,5\n3,1,2\n')).toEqual({
      kind: 'observations',
      asks: false,
      roles: ['item', 'reference', 'bymodel'],
    });
  });

  test('models may be numbers where their items come again', async () => {
    const { roles } = await look(
      'model,item,rater_1,rater_2\n1,a,3,4\n1,b,2,2\n2,a,5,4\n2,b,1,1\n',
    );
    expect(roles).toEqual(['model', 'item', 'byrater', 'byrater']);
  });

  test('several references are those of as many raters', async () => {
    const { roles } = await look(
      'model,item,score,reference_1,reference_2\na,1,3,4,5\na,2,2,2,1\n',
    );
    expect(roles.slice(3)).toEqual(['byrater', 'byrater']);
  });

  test('beside scores of models, what else is measured of them is no score', async () => {
    const { roles } = await look(
      'item,score gpt-4,score claude-3,latency gpt-4\n1,1,0,3\n2,0,0,4\n',
    );
    expect(roles.slice(1, 3)).toEqual(['bymodel', 'bymodel']);
    expect(roles[3]).not.toBe('bymodel');
  });
});

describe('columns without a name', () => {
  test('that are empty, or number the rows, are ignored', async () => {
    const { roles } = await look(
      ',Unnamed: 0,model,item,score,\n0,5,a,1,1,\n1,7,b,1,0,\n2,9,a,2,1,\n',
    );
    expect(roles).toEqual(['ignore', 'ignore', 'model', 'item', 'score', 'ignore']);
  });

  test('a second column of the same name is asked about, unless it says the same', async () => {
    expect((await look('model,item,score,score\na,1,1,0.5\nb,1,0,1\n')).asks).toBe(true);
    expect((await look('model,item,score,score\na,1,1,1\nb,1,0,0\n')).asks).toBe(false);
  });
});

test('standard errors beside the figures are no figures, and no reason to ask', async () => {
  expect(
    await look('Model,arc,arc_stderr,GSM8K,GSM8K std\na,60,0.4,50,1\nb,61,0.4,52,1\n'),
  ).toEqual({
    kind: 'benchmarks',
    asks: false,
    roles: ['model', 'figure', 'ignore', 'figure', 'ignore'],
  });
});
