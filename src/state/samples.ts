import type { Study } from '../domain/study.ts';

type Words = Pick<Study, 'title' | 'says' | 'holds' | 'sketch'>;

/** Studies that come with the page: generated, with known true values. */
export const SAMPLES: readonly Study[] = [
  sample(
    'classroom-talk',
    ['scores.parquet', 'references.csv', 'outcomes.csv', 'items.csv', 'benchmarks.csv'],
    {
      title: 'Classroom talk',
      says: 'Eight models and three prompts grade lessons. Most of their error is the same error, and the better a model’s benchmark, the more of it.',
      holds: '20,160 scores · 3 human raters · outcomes · benchmarks',
      sketch: { kind: 'shares', percents: [16, 54, 8, 22] },
    },
  ),
  sample(
    'short-answers',
    ['scores.csv', 'references.csv', 'outcomes.csv', 'items.csv', 'benchmarks.csv'],
    {
      title: 'Short answers',
      says: 'Six models and two prompts mark pupils’ answers. Each errs in its own way, and the better its benchmark, the less.',
      holds: '6,480 scores · 2 human raters · outcomes · benchmarks',
      sketch: { kind: 'shares', percents: [2, 11, 71, 16] },
    },
  ),
  sample(
    'own-words',
    [
      'Vega-2_results.json',
      'Altair-1_results.json',
      'Rigel-3_results.json',
      'Vega-2_ft_own_results.json',
      'answers.jsonl',
    ],
    {
      title: 'Own words',
      says: 'Judges that know their own texts favour them, more so after fine-tuning. People judged some of the pairs, and show how much of it is deserved.',
      holds: '1,680 own pairs · 1,801 battles · 181 by people',
      sketch: {
        kind: 'points',
        points: [
          [1.4, 1],
          [0.7, 0.6],
          [0.1, 0.2],
          [3, 2.2],
        ],
      },
    },
  ),
  sample('trust-in-answers', ['survey.csv', 'deployments.csv'], {
    title: 'Trust in answers',
    says: 'Four models answer pairs of questions; people say what one answer makes them expect of the next. The strongest model serves them worst where errors are costly.',
    holds: '3,000 answers of people · 4 models on 500 pairs',
    sketch: {
      kind: 'lines',
      lines: [
        [0.475, 0.407, 0.404, 0.403],
        [0.502, 0.4, 0.393, 0.391],
        [0.543, 0.399, 0.385, 0.381],
        [0.6, 0.42, 0.387, 0.374],
      ],
    },
  }),
];

/** The files of a sample lie in a folder of its id. */
function sample(id: string, files: readonly string[], words: Words): Study {
  const paths = files.map((name) => ({ path: `./data-samples/${id}/${name}`, bytes: null }));
  return { id, ...words, files: paths, queries: null, isSample: true };
}
