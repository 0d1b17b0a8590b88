import type { Sample } from './expected.ts';
import { observed } from './expected.ts';
import { answersOf, MODELS } from './study.ts';

const PROMPTS = [
  'Answer in one word: {{question}}',
  'Think step by step, then answer: {{question}}',
];

/** promptfoo's file, version 3: three providers, two prompts, eight tests, errors with a score of 0. */
export function promptfoo(): Sample {
  const results = MODELS.flatMap((model) =>
    PROMPTS.flatMap((prompt, promptIdx) =>
      answersOf(model, 'capitals', promptIdx + 1).map((answer) => {
        const { item, right, said, style } = answer;
        return {
          provider: { id: model, label: '' },
          promptIdx,
          prompt: { raw: prompt.replace('{{question}}', item.question), label: prompt },
          testIdx: item.id,
          vars: { question: item.question, expected: item.answer },
          testCase: { description: 'capital cities', metadata: { level: item.level } },
          response: { output: said },
          score: right ?? 0,
          success: right === 1,
          failureReason: right === null ? 2 : 1 - right,
          ...(right === null ? { error: 'API error: 500' } : {}),
          namedScores: { style },
        };
      }),
    ),
  );
  const answers = MODELS.flatMap((model) =>
    [1, 2].flatMap((epoch) => answersOf(model, 'capitals', epoch)),
  );
  const file = {
    evalId: 'eval-sample',
    results: {
      version: 3,
      timestamp: '2025-01-01T00:00:00.000Z',
      prompts: PROMPTS.map((raw) => ({ raw, label: raw })),
      results,
      stats: { successes: 1, failures: 1, errors: 1 },
    },
    config: { description: 'A study of capitals' },
  };
  return {
    files: { 'output.json': JSON.stringify(file, null, 1) },
    groups: [
      observed('output.json', 'promptfoo', MODELS, 8, {
        score: answers.map(({ right }) => right),
        pass: answers.map(({ right }) => right),
        style: answers.map(({ right, style }) => (right === null ? null : style)),
      }),
    ],
  };
}
