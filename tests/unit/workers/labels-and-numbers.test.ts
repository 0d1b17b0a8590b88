import { beforeEach, expect, test } from 'vitest';
import { openSession, textFile } from './open-session.ts';

let at: ReturnType<typeof openSession>;
beforeEach(() => {
  at = openSession();
});

const notes = (entries: readonly { kind: string; count: number; reason: string }[]): unknown[] =>
  entries.flatMap(({ kind, count, reason }) =>
    kind === 'note' && !reason.startsWith('each item') ? [[count, reason]] : [],
  );

test('scores such as “4 - good” count as their numbers, which are shown and can be changed', async () => {
  const { report, dataset } = await at.take(
    textFile('a.csv', 'model,item,score\na,1,4 - good\na,2,1 - poor\nb,1,4 - good\nb,2,\n'),
  );
  expect(dataset).toMatchObject({ observations: 4, missing: 1 });
  expect(dataset.grades).toEqual([
    { label: '4 - good', value: 4, usual: 4, count: 2 },
    { label: '1 - poor', value: 1, usual: 1, count: 1 },
  ]);
  expect(notes(report.entries)).toEqual([
    [3, 'labels that count as the numbers shown in Data, where they can be changed'],
  ]);
  expect(await at.rows('SELECT sum(score)::INT AS sum FROM observations')).toEqual([{ sum: 9 }]);
});

test('words of a scale are asked about, and say what they would count as', async () => {
  const file = textFile(
    'a.csv',
    'model,item,score\na,1,agree\na,2,neutral\nb,1,Agree\nb,2,neutral\n',
  );
  const [{ needsMapping, columns }] = await at.session.inspect([file], []);
  expect(needsMapping).toBe(true);
  expect(columns[2]).toMatchObject({ role: 'score', because: 'unsure' });
  expect(columns[2].grades).toContainEqual({ label: 'neutral', value: 3 });
});

test('labels that no rule knows are scores once the reader says what they count as', async () => {
  const file = textFile('a.csv', 'model,item,mood\na,1,meh\na,2,wow\nb,1,wow\nb,2,meh\n');
  await at.session.inspect([file], []);
  const mapping = { model: 'model', item: 'item', mood: 'score' } as const;
  const read = await at.session.import([{ files: [file], index: 0, mapping }], () => undefined);
  expect(read).toMatchObject({ ok: true, value: { dataset: { observations: 4, missing: 4 } } });
  const arranged = await at.session.arrange({
    names: [],
    grades: [
      { label: 'meh', value: 2 },
      { label: 'wow', value: 5 },
    ],
  });
  expect(arranged).toMatchObject({ ok: true, value: { missing: 0 } });
  expect(await at.rows('SELECT sum(score)::INT AS sum FROM observations')).toEqual([{ sum: 14 }]);
});

test('wide tables of labels are read by the rule of all their columns', async () => {
  const { dataset } = await at.take(
    textFile('m.csv', 'item,gpt-4o,claude-3\n1,C,C\n2,C,I\n3,C,C\n'),
    textFile(
      'r.csv',
      'item,rater_1,rater_2\n1,1: bad,2: fair\n2,2: fair,2: fair\n3,1: bad,1: bad\n',
    ),
  );
  expect(dataset).toMatchObject({ observations: 6, missing: 0, referenceRaters: 2 });
  const [{ score, reference }] = await at.rows(
    'SELECT sum(score)::INT AS score, sum(reference)::DOUBLE AS reference FROM observations',
  );
  expect([score, reference]).toEqual([5, 9]);
});

test('what a number might mean otherwise is said, with how often and where', async () => {
  const { report } = await at.take(
    textFile('a.csv', 'model,item,score\na,1,87.5%\na,2,0.5\nb,1,0.71 ± 0.02\nb,2,N/A\n'),
  );
  expect(notes(report.entries)).toEqual([
    [1, 'numbers with an error or interval behind them: the number is read, the rest is left out'],
    [1, 'numbers with a sign for per cent: they count as they are written, 87.5% as 87.5'],
    [
      2,
      'numbers without a sign for per cent beside others that have one: make sure they are on one scale',
    ],
  ]);
  expect(report.entries.filter(({ kind }) => kind === 'missing')).toMatchObject([
    { count: 1, reason: 'without a score: no score given' },
  ]);
});

test('1.234 is 1234 where decimals have commas, and the report says so', async () => {
  const { report } = await at.take(
    textFile('a.csv', 'model;item;score\na;1;0,5\na;2;1.234\nb;1;12,5\nb;2;2.000,5\n'),
  );
  expect(notes(report.entries)).toEqual([
    [1, 'numbers such as 1.234 in a file of decimal commas: read as 1234'],
  ]);
  expect(await at.rows('SELECT score FROM observations ORDER BY score')).toEqual(
    [0.5, 12.5, 1234, 2000.5].map((score) => ({ score })),
  );
});

test('quoted decimals with commas are read where commas delimit too', async () => {
  await at.take(textFile('a.csv', 'model,item,score\na,1,"0,5"\na,2,"1,234"\nb,1,"2,25"\n'));
  expect(await at.rows('SELECT score FROM observations ORDER BY score')).toEqual(
    [0.5, 1.234, 2.25].map((score) => ({ score })),
  );
});

test.each([
  ['German', 'Modell;Aufgabe;Frage;Punktzahl;Antwort'],
  ['French', 'Modèle;Tâche;ID question;Note;Réponse'],
  ['Spanish', 'modelo;tarea;pregunta;puntuación;respuesta'],
  ['Portuguese', 'Modelo;Tarefa;Pergunta;Pontuação;Resposta'],
  ['Italian', 'modello;compito;domanda;punteggio;risposta'],
])('headers in %s are known', async (_, header) => {
  const { dataset } = await at.take(textFile('a.csv', `${header}\na;T;1;0,5;x\nb;T;1;0,75;y\n`));
  expect(dataset).toMatchObject({ observations: 2, missing: 0 });
  expect(await at.rows('SELECT model, task, item, score FROM observations ORDER BY model')).toEqual(
    [
      { model: 'a', task: 'T', item: '1', score: 0.5 },
      { model: 'b', task: 'T', item: '1', score: 0.75 },
    ],
  );
});

test('a table of models by items is read with the item of each header', async () => {
  const { dataset } = await at.take(
    textFile('m.csv', 'model,q1,q2,q3\na,1,0,1\nb,0,,1\n'),
    textFile('r.csv', 'rater,q1,q2,q3\nr1,1,0,0\nr2,1,1,0\n'),
  );
  expect(dataset).toMatchObject({ observations: 6, missing: 1, referenceRaters: 2 });
  expect(
    await at.rows(
      "SELECT item, score, reference FROM observations WHERE model = 'a' ORDER BY item",
    ),
  ).toEqual([
    { item: 'q1', score: 1, reference: 1 },
    { item: 'q2', score: 0, reference: 0.5 },
    { item: 'q3', score: 1, reference: 0 },
  ]);
});

test('benchmarks by models are benchmark figures; averages are left out, spreads said to be', async () => {
  const { report, dataset } = await at.take(
    textFile('s.csv', 'model,item,score\nGPT-4o,1,1\n'),
    textFile('b.csv', 'Benchmark,GPT-4o,Claude 3\nMMLU,88.7 ± 0.3,86.8\nGPQA,53.6,–\n'),
    textFile('c.csv', 'Model,ARC\n"<a href=""https://x.org"">acme/a</a>",60.5\nAverage,60.5\n'),
  );
  expect(dataset).toMatchObject({ observations: 1, benchmarks: 4 });
  expect(await at.rows('SELECT model, task, value FROM benchmark ORDER BY value')).toEqual([
    { model: 'GPT-4o', task: 'GPQA', value: 53.6 },
    { model: 'acme/a', task: 'ARC', value: 60.5 },
    { model: 'Claude 3', task: 'MMLU', value: 86.8 },
    { model: 'GPT-4o', task: 'MMLU', value: 88.7 },
  ]);
  const said = report.entries.map(({ kind, count, reason }) => `${kind} ${count} ${reason}`);
  expect(said).toContain('skipped 1 no figure of this benchmark');
  expect(said).toContain('skipped 1 a row that sums up those of the models');
  expect(said).toContain('note 1 what is written behind a figure is left out');
});

test('rows without the name of their model are said to be', async () => {
  const { report } = await at.take(textFile('a.csv', 'model,item,score\na,1,1\n,2,0\n,3,1\n'));
  expect(report.entries).toContainEqual({
    kind: 'note',
    count: 2,
    reason: 'rows without a model: they count as those of one model, “(empty)”',
    example: 'a.csv, row 2',
  });
});

test('signs for per cent are said in wide tables too', async () => {
  const { report } = await at.take(
    textFile('a.csv', 'item,gpt-4,claude-3\n1,50%,60%\n2,0.5,70%\n'),
  );
  expect(notes(report.entries)).toContainEqual([
    3,
    'numbers with a sign for per cent: they count as they are written, 87.5% as 87.5',
  ]);
});
