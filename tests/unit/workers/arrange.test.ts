import { expect, test } from 'vitest';
import type { Arrangement } from '../../../src/domain/arrangement.ts';
import { AS_READ } from '../../../src/domain/arrangement.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import { openSession, textFile } from './open-session.ts';

const SCORES = `model,prompt,task,item,score
openai/gpt-4o,p,T,1,1
openai/gpt-4o,p,T,2,0
gpt-4o,p,T,3,1
other,p,T,1,0
other,p,T,2,0
`;
const QUESTION = { ...DEFAULT_QUESTION, measure: 'miss' } as const;
const ONE_MODEL: Arrangement = {
  names: [{ facet: 'model', from: ['openai/gpt-4o'], to: 'gpt-4o' }],
  grades: [],
};

type At = ReturnType<typeof openSession>;

async function arranged(at: At, wanted: Arrangement) {
  const result = await at.session.arrange(wanted);
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.detail ?? ''}`);
  return result.value;
}

async function byModel(at: At) {
  const result = await at.session.slice({
    question: QUESTION,
    groupings: [['model']],
    histogram: false,
  });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.groups[0].slices.map(({ levels, n, mean }) => [levels[0], n, mean]);
}

test('models called alike are one in every statement, and two again when the name is taken back', async () => {
  const at = openSession();
  await at.take(textFile('s.csv', SCORES));
  const apart = [await byModel(at), await at.rows('SELECT * FROM observations ORDER BY ALL')];
  const dataset = await arranged(at, ONE_MODEL);
  expect(dataset.facets[0]).toMatchObject({ levels: 2, names: ['gpt-4o', 'other'] });
  expect(await byModel(at)).toEqual([
    ['gpt-4o', 3, 1 / 3],
    ['other', 2, 1],
  ]);
  const filtered = await at.session.slice({
    question: { ...QUESTION, filters: [{ facet: 'model', levels: ['gpt-4o'] }] },
    groupings: [['prompt']],
    histogram: false,
  });
  expect(filtered).toMatchObject({ value: { total: { n: 3 } } });
  expect(
    await at.rows('SELECT model, count(*)::DOUBLE AS n FROM observations GROUP BY 1 ORDER BY 1'),
  ).toEqual([
    { model: 'gpt-4o', n: 3 },
    { model: 'other', n: 2 },
  ]);
  const ranks = await at.session.compare(QUESTION, 'model');
  expect(ranks.ok && ranks.value.levels.map(({ name }) => name)).toEqual(['gpt-4o', 'other']);
  await arranged(at, AS_READ);
  expect([await byModel(at), await at.rows('SELECT * FROM observations ORDER BY ALL')]).toEqual(
    apart,
  );
});

test('what is asked while names change is answered under the new ones', async () => {
  const at = openSession();
  await at.take(textFile('s.csv', SCORES));
  await byModel(at);
  const [, during] = await Promise.all([at.session.arrange(ONE_MODEL), byModel(at)]);
  expect(during).toEqual([
    ['gpt-4o', 3, 1 / 3],
    ['other', 2, 1],
  ]);
});

test('arrangements asked for at once follow each other, and an import between them goes in', async () => {
  const at = openSession();
  await at.take(textFile('s.csv', SCORES));
  const [first, import_, last] = await Promise.all([
    at.session.arrange(ONE_MODEL),
    at.drop([textFile('t.csv', 'model,prompt,task,item,score\nnew,p,T,9,1\n')]),
    at.session.arrange(AS_READ),
  ]);
  expect([first.ok, import_.ok, last.ok]).toEqual([true, true, true]);
  expect((await at.rows('SELECT count(DISTINCT model)::DOUBLE AS n FROM observations'))[0].n).toBe(
    4,
  );
});

test('a name given before the file comes holds for it, and for later files', async () => {
  const at = openSession();
  await arranged(at, ONE_MODEL);
  expect((await at.take(textFile('s.csv', SCORES))).dataset.facets[0].names).toEqual([
    'gpt-4o',
    'other',
  ]);
  await at.take(
    textFile('t.csv', 'model,prompt,task,item,score\nopenai/gpt-4o,p,T,9,1\nnew,p,T,9,1\n'),
  );
  expect((await byModel(at)).map(([name, n]) => [name, n])).toEqual([
    ['gpt-4o', 4],
    ['other', 2],
    ['new', 1],
  ]);
});

test('models of comparisons and figures are called alike too', async () => {
  const at = openSession();
  await at.take(
    textFile(
      'battles.jsonl',
      ['a', 'b', 'tie']
        .map((_, i) =>
          JSON.stringify({
            question_id: i,
            model_a: 'openai/gpt-4o',
            model_b: 'x',
            winner: 'model_a',
            judge: 'author',
            turn: 1,
            tstamp: 1,
          }),
        )
        .join('\n'),
    ),
  );
  await arranged(at, ONE_MODEL);
  expect(await at.rows('SELECT DISTINCT model_a FROM comparison')).toEqual([{ model_a: 'gpt-4o' }]);
  await arranged(at, AS_READ);
  expect(await at.rows('SELECT DISTINCT model_a FROM comparison')).toEqual([
    { model_a: 'openai/gpt-4o' },
  ]);
});

const GRADED = `model,item,score,human
a,1,C,I
a,2,I,C
a,3,P,C
a,4,maybe,C
`;

test('labels count as their usual numbers until the rule is changed, and again after', async () => {
  const at = openSession();
  const { dataset } = await at.take(textFile('s.csv', GRADED));
  expect(dataset.grades).toEqual([
    { label: 'C', value: 1, usual: 1, count: 4 },
    { label: 'I', value: 0, usual: 0, count: 2 },
    { label: 'P', value: 0.5, usual: 0.5, count: 1 },
    { label: 'maybe', value: null, usual: null, count: 1 },
  ]);
  expect(dataset).toMatchObject({ missing: 1, scale: { low: 0, high: 1 } });
  const text = 'SELECT item, score, reference, failure FROM observations ORDER BY item';
  const usual = await at.rows(text);
  expect(usual).toEqual([
    { item: '1', score: 1, reference: 0, failure: null },
    { item: '2', score: 0, reference: 1, failure: null },
    { item: '3', score: 0.5, reference: 1, failure: null },
    { item: '4', score: null, reference: 1, failure: 'unparsable score' },
  ]);
  const other = await arranged(at, {
    names: [],
    grades: [
      { label: 'C', value: 10 },
      { label: 'maybe', value: 4 },
      { label: 'P', value: null },
    ],
  });
  expect(other).toMatchObject({ missing: 1, scale: { low: 0, high: 10 } });
  expect(await at.rows(text)).toEqual([
    { item: '1', score: 10, reference: 0, failure: null },
    { item: '2', score: 0, reference: 10, failure: null },
    { item: '3', score: null, reference: 10, failure: 'unparsable score' },
    { item: '4', score: 4, reference: 10, failure: null },
  ]);
  await arranged(at, AS_READ);
  expect(await at.rows(text)).toEqual(usual);
});

test('references by several raters in grades are averaged under the rule', async () => {
  const at = openSession();
  await at.take(
    textFile('s.csv', 'model,item,score\na,1,4\na,2,3\n'),
    textFile('r.csv', 'item,rater,grade\n1,x,A\n1,y,B\n2,x,C\n2,y,F\n'),
  );
  const text = 'SELECT item, reference FROM observations ORDER BY item';
  expect(await at.rows(text)).toEqual([
    { item: '1', reference: 3.5 },
    { item: '2', reference: 1 },
  ]);
  await arranged(at, { names: [], grades: [{ label: 'F (A to F)', value: 1 }] });
  expect(await at.rows(text)).toEqual([
    { item: '1', reference: 3.5 },
    { item: '2', reference: 1.5 },
  ]);
});

test('answers after any order of names are those of a session that was asked under them first', async () => {
  const lines = Array.from({ length: 600 }, (_, i) => {
    const [model, prompt, item] = [i % 5, Math.floor(i / 5) % 4, Math.floor(i / 20)];
    return `m${model},p${prompt},T${item % 2},${item},${(i * 7919) % 2},${(i % 3) / 2}`;
  });
  const file = (): File =>
    textFile('s.csv', `model,prompt,task,item,score,reference\n${lines.join('\n')}\n`);
  const one = (facet: 'model' | 'prompt', from: string[], to: string) => ({ facet, from, to });
  const arrangements: Arrangement[] = [
    AS_READ,
    { names: [one('model', ['m0', 'm1'], 'm0')], grades: [] },
    { names: [one('model', ['m0', 'm1', 'm4'], 'm0'), one('prompt', ['p2'], 'p1')], grades: [] },
    { names: [one('model', ['m3'], 'new'), one('prompt', ['p0', 'p3'], 'p3')], grades: [] },
    AS_READ,
    { names: [one('model', ['m2', 'm0'], 'm2')], grades: [] },
  ];
  const answers = async (at: At) => {
    const filters = [{ facet: 'prompt', levels: ['p1', 'p3'] }];
    const answer = async (extra: object) => {
      const result = await at.session.slice({
        question: { ...DEFAULT_QUESTION, measure: 'signed', ...extra },
        groupings: [['model'], ['model', 'task'], ['prompt']],
        histogram: true,
      });
      if (!result.ok) throw new Error(result.problem.message);
      return result.value;
    };
    return [await answer({}), await answer({ filters })];
  };
  const at = openSession();
  await at.take(file());
  for (const wanted of arrangements) {
    await arranged(at, wanted);
    const fresh = openSession();
    await fresh.take(file());
    await arranged(fresh, wanted);
    expect(await answers(at)).toEqual(await answers(fresh));
  }
});
