import { archive } from './eval-archive.ts';
import type { Sample } from './expected.ts';
import { observed, recorded } from './expected.ts';
import type { Answer } from './study.ts';
import { answersOf, itemsOf, lehmer, lines } from './study.ts';

const EPOCHS = [1, 2];
const TEMPLATE = 'Answer with one word or one number and nothing else, please.';

/** Inspect logs: deflate, zstd in several frames, a run that broke off, JSON, and scores by people. */
export function inspect(): Sample {
  const alpha = allAnswers('acme/alpha');
  const beta = allAnswers('acme/beta');
  const gamma = allAnswers('umbra/gamma');
  const broken = answersOf('acme/alpha', 'capitals').slice(0, 5);
  const ratings = humanRatings();
  const scores = (answers: readonly Answer[]): Record<string, (number | null)[]> => ({
    match: answers.map(({ right }) => right),
    'rubric.style': answers.map(({ right, style }) => (right === null ? null : style)),
    'rubric.short': answers.map(({ right, said }) =>
      right === null ? null : Number(said.length < 4),
    ),
  });
  return {
    files: {
      'alpha.eval': archive(finished('acme/alpha', alpha), 'deflate'),
      'beta.eval': archive(finished('acme/beta', beta), 'zstd'),
      'gamma.json': JSON.stringify(
        { ...header('umbra/gamma', 'arithmetic', 'success'), samples: gamma.map(sample) },
        null,
        1,
      ),
      'alpha-broken-off.eval': archive(brokenOff('acme/alpha', broken), 'deflate'),
      'ratings.jsonl': lines(
        ratings.map(([id, value]) => ({ id, value, explanation: 'read twice' })),
      ),
    },
    groups: [
      observed('alpha-broken-off.eval', 'inspect-eval', ['acme/alpha'], 5, scores(broken)),
      observed('alpha.eval', 'inspect-eval', ['acme/alpha'], 8, scores(alpha)),
      observed('beta.eval', 'inspect-eval', ['acme/beta'], 8, scores(beta)),
      observed('gamma.json', 'inspect-json', ['umbra/gamma'], 8, scores(gamma)),
      recorded('ratings.jsonl', 'inspect-human-scores', 'references', ratings.length, {
        score: ratings.map(([, value]) => value),
      }),
    ],
  };
}

function allAnswers(model: string): Answer[] {
  return EPOCHS.flatMap((epoch) => answersOf(model, 'arithmetic', epoch));
}

function header(model: string, task: string, status: string): Record<string, unknown> {
  return {
    version: 2,
    status,
    eval: {
      eval_id: `${model} ${task}`,
      task,
      task_args: {},
      model,
      model_roles: { grader: { model: 'umbra/judge' } },
      dataset: { name: task, samples: itemsOf(task).length },
      config: { epochs: EPOCHS.length },
      scorers: [
        { name: 'match', options: {} },
        { name: 'rubric', options: {} },
      ],
    },
    plan: {
      name: 'plan',
      steps: [
        { solver: 'system_message', params: { template: TEMPLATE } },
        { solver: 'generate', params: {} },
      ],
    },
  };
}

/** A sample as `summaries.json` has it; epochs alternate in the order of the answers. */
function summary(answer: Answer, index: number): Record<string, unknown> {
  const { item, right, said, style } = answer;
  return {
    id: item.id,
    epoch: 1 + Math.floor(index / itemsOf(item.task).length),
    input: item.question,
    target: item.answer,
    metadata: { level: item.level },
    scores:
      right === null
        ? {}
        : {
            match: { value: right === 1 ? 'C' : 'I', answer: said },
            rubric: { value: { style, short: said.length < 4 }, answer: said },
          },
    ...(right === null ? { error: 'ConnectionError: the model did not answer' } : {}),
  };
}

/** The same sample as it stands whole in a log. */
function sample(answer: Answer, index: number): Record<string, unknown> {
  const { id, input, error, ...rest } = summary(answer, index);
  return {
    id,
    input: [
      { role: 'system', content: TEMPLATE },
      { role: 'user', content: [{ type: 'text', text: input }] },
    ],
    ...rest,
    output: {
      choices: [{ message: { role: 'assistant', content: answer.said }, stop_reason: 'stop' }],
    },
    ...(error ? { error: { message: error } } : {}),
  };
}

function finished(model: string, answers: readonly Answer[]): Record<string, string> {
  const task = 'arithmetic';
  const members: Record<string, string> = {
    '_journal/start.json': JSON.stringify(header(model, task, 'started')),
  };
  answers.forEach((answer, index) => {
    const { id, epoch } = summary(answer, index) as { id: number; epoch: number };
    members[`samples/${id}_epoch_${epoch}.json`] = JSON.stringify(sample(answer, index));
  });
  members['summaries.json'] = JSON.stringify(answers.map(summary));
  members['header.json'] = JSON.stringify(header(model, task, 'success'));
  return members;
}

/** A run that broke off: a journal of its first samples, and one sample that is in none. */
function brokenOff(model: string, answers: readonly Answer[]): Record<string, string> {
  const journalled = answers.slice(0, -1);
  return {
    '_journal/start.json': JSON.stringify(header(model, 'capitals', 'started')),
    '_journal/summaries/1.json': JSON.stringify(journalled.slice(0, 2).map(summary)),
    '_journal/summaries/2.json': JSON.stringify(journalled.slice(2).map(summary)),
    ...Object.fromEntries(
      answers.map((answer, index) => [
        `samples/${answer.item.id}_epoch_1.json`,
        JSON.stringify(sample(answer, index)),
      ]),
    ),
  };
}

function humanRatings(): [id: number, value: number][] {
  const random = lehmer(11);
  return itemsOf('arithmetic').map(({ id }) => [id, 1 + Math.floor(random() * 5)]);
}
