import type { Sample } from './expected.ts';
import { observed, recorded } from './expected.ts';
import type { Answer } from './study.ts';
import { answersOf, lines, TASKS } from './study.ts';

const DATE = '2025-03-04T05-06-07.890123';
const FILTERS = ['strict-match', 'flexible-extract'];

/** A run of lm-evaluation-harness: results, and the samples of two tasks with two filters each. */
export function lmEval(): Sample {
  const model = 'acme/alpha';
  const folder = 'acme__alpha';
  const samplesName = (task: string): string => `${folder}/samples_${task}_${DATE}.jsonl`;
  const results = {
    results: Object.fromEntries(TASKS.map((task) => [task, figures(model, task)])),
    configs: Object.fromEntries(TASKS.map((task) => [task, { task, num_fewshot: 3 }])),
    'n-shot': Object.fromEntries(TASKS.map((task) => [task, 3])),
    higher_is_better: Object.fromEntries(TASKS.map((task) => [task, { exact_match: true }])),
    'n-samples': Object.fromEntries(TASKS.map((task) => [task, { original: 8, effective: 8 }])),
    config: { model: 'hf', model_args: `pretrained=${model}` },
    model_name: model,
    system_instruction: 'Be brief.',
  };
  return {
    files: {
      [`${folder}/results_${DATE}.json`]: JSON.stringify(results, null, 1),
      ...Object.fromEntries(
        TASKS.map((task) => [samplesName(task), lines(samplesOf(answersOf(model, task)))]),
      ),
    },
    groups: [
      recorded(`${folder}/results_${DATE}.json`, 'lm-eval-results', 'benchmarks', 4, {
        value: TASKS.flatMap((task) =>
          FILTERS.map((filter) => meanOf(answersOf(model, task), filter)),
        ),
      }),
      ...TASKS.map((task) => {
        const answers = answersOf(model, task);
        const scores = FILTERS.flatMap((filter) =>
          answers.map((answer) => scoreOf(answer, filter)),
        );
        return observed(samplesName(task), 'lm-eval-samples', [model], 8, { exact_match: scores });
      }),
    ],
  };
}

/** The flexible filter also finds what the strict one misses in every fourth item. */
function scoreOf({ right, item }: Answer, filter: string): number | null {
  if (right === null) return 0;
  return filter === FILTERS[1] && item.id % 4 === 0 ? 1 : right;
}

function meanOf(answers: readonly Answer[], filter: string): number {
  return answers.reduce((sum, answer) => sum + scoreOf(answer, filter)!, 0) / answers.length;
}

function figures(model: string, task: string): Record<string, unknown> {
  const answers = answersOf(model, task);
  const found = FILTERS.flatMap((filter) => [
    [`exact_match,${filter}`, meanOf(answers, filter)],
    [`exact_match_stderr,${filter}`, 0.1],
  ]);
  return { alias: task, ...Object.fromEntries(found) };
}

function samplesOf(answers: readonly Answer[]): unknown[] {
  return FILTERS.flatMap((filter) =>
    answers.map((answer) => ({
      doc_id: answer.item.id,
      doc: { question: answer.item.question, answer: answer.item.answer, level: answer.item.level },
      target: answer.item.answer,
      arguments: {
        gen_args_0: { arg_0: `Q: ${answer.item.question}\nA:`, arg_1: { until: ['Q:'] } },
      },
      resps: [[answer.said]],
      filtered_resps: [answer.said],
      filter,
      metrics: ['exact_match'],
      doc_hash: `d${answer.item.id}`,
      prompt_hash: `p${answer.item.id}`,
      target_hash: `t${answer.item.id}`,
      exact_match: scoreOf(answer, filter),
    })),
  );
}
