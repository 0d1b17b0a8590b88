import type { Sample } from './expected.ts';
import { observed } from './expected.ts';
import { answersOf, lines } from './study.ts';

const SYSTEM = 'Answer with the number alone.';

/** Two logs of OpenAI evals: matches with the report first, and metrics of a grader. */
export function openaiEvals(): Sample {
  const matches = answersOf('acme/alpha', 'arithmetic');
  const graded = answersOf('acme/beta', 'arithmetic');
  return {
    files: {
      'graded.jsonl': gradedLog(),
      'matches.jsonl': matchLog(),
    },
    groups: [
      observed('graded.jsonl', 'openai-evals', ['acme/beta'], 8, {
        accuracy: graded.map(({ right }) => right),
        style: graded.map(({ right, style }) => (right === null ? null : style)),
      }),
      observed('matches.jsonl', 'openai-evals', ['acme/alpha'], 8, {
        match: matches.map(({ right }) => right),
      }),
    ],
  };
}

function spec(model: string, run: string): unknown {
  return {
    spec: {
      completion_fns: [model],
      eval_name: 'arithmetic.dev.v0',
      base_eval: 'arithmetic',
      split: 'dev',
      run_config: { eval_spec: { args: { num_few_shot: 2 } } },
      run_id: run,
    },
  };
}

function sampling(run: string, index: number, question: string, said: string): unknown {
  const prompt = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: question },
  ];
  return {
    run_id: run,
    event_id: 2 * index,
    sample_id: `arithmetic.dev.${index}`,
    type: 'sampling',
    data: { prompt, sampled: [said] },
  };
}

function matchLog(): string {
  const run = '250101000000AAAA';
  const answers = answersOf('acme/alpha', 'arithmetic');
  const events = answers.flatMap(({ item, right, said }) => {
    const event = {
      run_id: run,
      event_id: 2 * item.id + 1,
      sample_id: `arithmetic.dev.${item.id}`,
    };
    const match = { correct: right === 1, expected: item.answer, picked: said, sampled: said };
    if (right === null)
      return [{ ...event, type: 'error', data: { type: 'APIError', message: 'no answer' } }];
    return [
      sampling(run, item.id, item.question, said),
      { ...event, type: 'match', data: match },
      // A second match of the same sample does not count.
      { ...event, type: 'match', data: { ...match, correct: right !== 1 } },
    ];
  });
  return lines([{ final_report: { accuracy: 0.5 } }, spec('acme/alpha', run), ...events]);
}

function gradedLog(): string {
  const run = '250101000000BBBB';
  const answers = answersOf('acme/beta', 'arithmetic');
  const events = answers.flatMap(({ item, right, said, style }) => {
    const event = {
      run_id: run,
      event_id: 2 * item.id + 1,
      sample_id: `arithmetic.dev.${item.id}`,
    };
    const asked = sampling(run, item.id, item.question, said);
    if (right === null) return [asked, { ...event, type: 'error', data: 'the model refused' }];
    return [asked, { ...event, type: 'metrics', data: { accuracy: right, style, choice: 'A' } }];
  });
  return lines([spec('acme/beta', run), ...events, { final_report: { accuracy: 0.5 } }]);
}
