// Each panel's statement in Judges gives the numbers of its panel, whatever the reader chose.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_JUDGES_OPTIONS } from '../../src/analyses/judges/options.ts';
import type { JudgesOptions } from '../../src/analyses/judges/options.ts';
import { nameOf } from '../../src/analyses/judges/report.ts';
import type { JudgesReport } from '../../src/analyses/judges/report.ts';
import {
  conditionStatement,
  densityStatement,
  orderStatement,
  preferenceStatement,
  singlesStatement,
} from '../../src/analyses/judges/sql.ts';
import {
  agreementStatement,
  correctedStatement,
  sharesStatement,
  winsStatement,
} from '../../src/analyses/judges/sql-pairs.ts';
import { showStatement } from '../../src/analyses/show-statement.ts';
import { runJudged, runJudges } from '../../src/client/run-judges.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import type { Statement } from '../../src/domain/statement.ts';
import type { Database } from '../../src/protocol/database.ts';
import { bradleyTerry } from '../../src/stats/judges/bradley-terry.ts';
import { inProcessJudges } from '../unit/client/in-process-judges.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const sample = join(import.meta.dirname, '../../data-samples/own-words');

/** Battles of a second data set: ties, turns, a judge without a name, a name that quotes, two families. */
function battles(): string {
  const models = ["O'Neil 7B", 'Vega-2', 'Vega-1', 'Rigel-3'];
  const judges = ['Vega-2', "O'Neil 7B", 'Rigel-3', null, 'expert_1'];
  return Array.from({ length: 600 }, (_, i) => {
    // Five judge the same pair; people judge every second one.
    const pair = Math.floor(i / 5);
    const a = pair % 4;
    const b = (a + 1 + (Math.floor(pair / 4) % 3)) % 4;
    const luck = (i * 7919) % 101;
    const winner = luck < 20 ? 'tie' : luck < 55 + 10 * (b - a) ? 'model_a' : 'model_b';
    const judge = judges[i % 5];
    return JSON.stringify({
      question_id: `q${Math.floor(pair / 12)}`,
      category: 'letters',
      model_a: models[a],
      model_b: models[b],
      winner,
      judge: judge === 'expert_1' && pair % 2 === 1 ? null : judge,
      turn: pair % 3 === 0 || (pair % 5 === 0 && judge === 'expert_1') ? undefined : 1 + (pair % 2),
    });
  }).join('\n');
}

/** Single texts by judge and writer, one score missing. */
function singles(): string {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const judge = ['Vega-2', 'Rigel-3', 'expert_1'][i % 3];
    const writer = ['Vega-2', 'Rigel-3', 'Deneb-1'][Math.floor(i / 3) % 3];
    return `${writer},${i % 2 === 0 ? 'news' : 'law'},t${Math.floor(i / 9)},${judge},${i === 12 ? '' : 1 + ((i * 13) % 7)}`;
  });
  return `model,task,item,rater,score\n${rows.join('\n')}\n`;
}

const at = openSession();
let dataset: Dataset;

beforeAll(async () => {
  const files = readdirSync(sample)
    .filter((name) => /_results\.json$|\.jsonl$/.test(name))
    .map((name) => textFile(name, readFileSync(join(sample, name), 'utf8')));
  await at.take(...files, textFile('battles.jsonl', battles()));
  ({ dataset } = await at.take(textFile('singles.csv', singles())));
}, 60_000);

async function reportOf(options: JudgesOptions): Promise<JudgesReport> {
  const database = at.session as unknown as Database;
  const worker = inProcessJudges();
  const report = await runJudges(database, worker, dataset, options);
  const judged = await runJudged(database, worker, dataset, options);
  if (!report.ok || !judged.ok) throw new Error('no report');
  return { ...report.value, judged: judged.value };
}

type Row = Record<string, unknown>;

/** The answer to a statement as it stands in the drawer. */
async function shown(statement: Statement): Promise<Row[]> {
  return at.rows(showStatement(statement));
}

/** The one row that has these values; each further number is held to the row's. */
function expectRow(rows: readonly Row[], key: Row, numbers: Record<string, number | undefined>) {
  const found = rows.filter((row) => Object.entries(key).every(([name, v]) => row[name] === v));
  expect(found, JSON.stringify(key)).toHaveLength(1);
  for (const [name, value] of Object.entries(numbers)) {
    const cell = found[0][name];
    if (value === undefined) expect(cell, name).toBeNull();
    else expect(Number(cell), `${JSON.stringify(key)} ${name}`).toBeCloseTo(value, 10);
  }
}

const CHOICES: Record<string, Partial<JudgesOptions>> = {
  'everything is kept': {},
  'two sources are kept': { sources: ['human', 'Vega-2', 'Altair-1'] },
  'one source that is a judge is kept': { sources: ['Rigel-3', "O'Neil 7B"] },
  'one data set is kept': { datasets: ['letters', 'news'] },
  'the family counts as own': {
    own: 'family',
    families: [
      { name: 'Vega', patterns: ['vega*'] },
      { name: 'Stars', patterns: ['rigel*', 'altair*'] },
    ],
  },
  'family and sources at once': {
    own: 'family',
    families: [{ name: 'Vega', patterns: ['vega*', 'altair*'] }],
    sources: ['human', 'Rigel-3', 'Vega-1'],
    datasets: ['letters', 'answers', 'law'],
  },
  'other judges are people': { people: ['rigel*', 'expert*'] },
  'conditions are the reader’s': {
    conditions: [
      { name: "reader's own", patterns: ['*_ft_*', 'altair*'] },
      { name: 'rest', patterns: ['*'] },
    ],
  },
};

describe.each(Object.entries(CHOICES))('where %s', (_, choice) => {
  const options: JudgesOptions = { ...DEFAULT_JUDGES_OPTIONS, ...choice };
  let report: JudgesReport;
  beforeAll(async () => {
    report = await reportOf(options);
  });
  const name = (code: number): string => nameOf(report, code);

  test('recognition, preference and order are those of the panels', async () => {
    const self = report.answer.self!;
    const judges = await shown(preferenceStatement(report, options, 'judge'));
    expect(judges).toHaveLength(self.judges.length);
    const means = (s: (typeof self.judges)[number]) => ({
      self_recognition: s.recognition?.value,
      self_preference: s.preference?.value,
      ambiguous_recognition: s.recognisedOrders?.ambiguous,
      ambiguous_preference: s.preferredOrders?.ambiguous,
    });
    for (const s of self.judges) expectRow(judges, { judge: name(s.judge) }, means(s));
    const sources = await shown(preferenceStatement(report, options, 'source'));
    for (const s of self.sources)
      expectRow(sources, { judge: name(s.judge), source: name(s.source) }, means(s));
    for (const s of self.tasks)
      if (s.task >= 0) expectRow(sources, { judge: name(s.judge), task: name(s.task) }, means(s));
    const order = await shown(orderStatement(report, options));
    for (const s of self.judges)
      for (const [question, o] of [
        ['preference', s.preferredOrders],
        ['recognition', s.recognisedOrders],
      ] as const)
        if (o)
          expectRow(
            order,
            { judge: name(s.judge), question },
            {
              n: o.n,
              own: o.own,
              other: o.other,
              first_place: o.first,
              second_place: o.second,
              tie: o.tie,
              ambiguous: o.ambiguous,
            },
          );
  });

  test('examples by twentieths and means by condition are those of the panels', async () => {
    const self = report.answer.self!;
    const density = await shown(densityStatement(report, options));
    for (const s of self.judges) {
      if (s.density === null) continue;
      s.density.forEach((n, cell) => {
        if (n === 0) return;
        expectRow(
          density.filter(
            (row) =>
              Math.abs(Number(row['recognition_from']) - (cell % 20) / 20) < 1e-9 &&
              Math.abs(Number(row['preference_from']) - Math.floor(cell / 20) / 20) < 1e-9,
          ),
          { judge: name(s.judge) },
          { examples: n },
        );
      });
    }
    const conditions = await shown(conditionStatement(report, options));
    expect(conditions).toHaveLength(self.conditions.length);
    for (const c of self.conditions)
      expectRow(
        conditions,
        { condition: report.conditions[c.condition].name },
        {
          judges: c.judges,
          self_recognition: c.recognition?.value,
          self_preference: c.preference?.value,
        },
      );
  });

  test('win shares are those of the panel, and ratings follow from the wins on show', async () => {
    const shares = await shown(sharesStatement(report, options));
    let compared = 0;
    for (const s of report.judged.shares)
      for (const [quantity, mean] of [
        ['own', s.own],
        ['own family', s.family],
        ['others', s.other],
      ] as const)
        if (mean && ++compared)
          expectRow(
            shares,
            {
              judge: s.judge < 0 ? 'all judges' : name(s.judge),
              quantity: `win share, ${quantity}`,
            },
            { n: mean.n, win_share: mean.value },
          );
    expect(shares).toHaveLength(compared);
    const ratings = report.judged.ratings!;
    const wins = await shown(winsStatement(report, options));
    const refit = (rows: readonly Row[]) => {
      const models = [...new Set(rows.flatMap((row) => [row['model'], row['other']]))];
      const table = new Float64Array(models.length ** 2);
      for (const row of rows)
        table[models.indexOf(row['model']) * models.length + models.indexOf(row['other'])] +=
          Number(row['wins']);
      return bradleyTerry({ models: models.length, wins: table }, null).ratings.map(
        (r) => [String(models[r.model]), r.strength] as const,
      );
    };
    const all = wins.filter(
      (row) => row['judge'] === 'all judges' && row['other'] !== 'all others',
    );
    const found = new Map(refit(all));
    expect(found.size).toBe(ratings.fit.ratings.length);
    for (const r of ratings.fit.ratings) {
      expect(found.get(name(r.model))).toBeCloseTo(r.strength, 9);
      if (ratings.fit.unrated.length === 0)
        expectRow(
          wins,
          { judge: 'all judges', model: name(r.model), other: 'all others' },
          { comparisons: r.games },
        );
    }
    const isPerson = (judge: unknown): boolean =>
      report.names.some((n) => n.name === judge && n.isPerson);
    for (const { without, ranks } of ratings.rankings) {
      const rows = wins.filter((row) => {
        if (row['judge'] === 'all judges') return false;
        if (without === null) return isPerson(row['judge']);
        const left = without < 0 ? null : name(without);
        return !isPerson(row['judge']) && row['judge'] !== left;
      });
      expect(refit(rows).map(([model]) => model)).toEqual(ranks.map(([model]) => name(model)));
    }
  });

  test('agreement with people and corrected win shares are those of the panels', async () => {
    const people = report.judged.people!;
    const agreement = await shown(agreementStatement(report, options));
    expect(agreement).toHaveLength(people.judges.length);
    for (const j of people.judges)
      expectRow(
        agreement,
        { judge: name(j.judge) },
        {
          pairs: j.n,
          items: j.items,
          agreement: j.agreement.value,
          without_ties: j.decided?.value,
          kappa: j.kappa?.value,
        },
      );
    const corrected = await shown(correctedStatement(report, options));
    expect(people.wins.length).toBeGreaterThan(0);
    for (const w of people.wins)
      expectRow(
        corrected,
        { model: name(w.model) },
        {
          win_share: w.value,
          weight: w.lambda,
          people_alone: w.people.value,
          judges_alone: w.judge,
          by_people: w.n,
          by_judges_only: w.unlabelled,
        },
      );
  });

  test('means of single texts are those of the panel', async () => {
    const rows = await shown(singlesStatement(dataset, report, options));
    const { singles: answer } = report.answer;
    expect(answer).not.toBeNull();
    for (const judge of answer!.judges)
      for (const w of judge.writers)
        expectRow(
          rows,
          { judge: name(judge.judge), question: judge.question, writer: name(w.writer) },
          { n: w.n, mean: w.mean?.value },
        );
  });
});
