import type { Sample } from './expected.ts';
import { observed, recorded } from './expected.ts';
import type { Answer } from './study.ts';
import { answersOf, lines, MODELS, TASKS } from './study.ts';

/** Every Eval Ever: samples of schema 0.2 and 0.3, and a file of figures. */
export function everyEvalEver(): Sample {
  const old = MODELS.flatMap((model) => answersOf(model, 'arithmetic'));
  const now = MODELS.flatMap((model) => answersOf(model, 'capitals'));
  const graded = now.map(({ right, style }) => (right === null ? null : style));
  const figures = TASKS.map((task) => ({ task, value: meanOf(answersOf('acme/beta', task)) }));
  return {
    files: {
      'figures.json': JSON.stringify(aggregate(figures), null, 1),
      'schema-0.2_samples.jsonl': lines(old.map((answer) => instance(answer, '0.2.1'))),
      'schema-0.3_samples.jsonl': lines(now.map((answer) => instance(answer, '0.3.0'))),
    },
    groups: [
      recorded('figures.json', 'every-eval-ever', 'benchmarks', 2, {
        value: figures.map(({ value }) => value),
        se: [0.1, 0.1],
      }),
      observed('schema-0.2_samples.jsonl', 'every-eval-ever-instances', MODELS, 8, {
        score: old.map(({ right }) => right),
      }),
      observed('schema-0.3_samples.jsonl', 'every-eval-ever-instances', MODELS, 8, {
        style: graded,
        'style is correct': now.map(({ right }) => right),
      }),
    ],
  };
}

function meanOf(answers: readonly Answer[]): number {
  return answers.reduce((sum, { right }) => sum + (right ?? 0), 0) / answers.length;
}

function instance({ model, item, right, said, style }: Answer, version: string): unknown {
  const is3 = version === '0.3.0';
  return {
    schema_version: version,
    evaluation_id: `samples/${model.replace('/', '_')}/1`,
    model_id: model,
    evaluation_name: item.task,
    ...(is3 ? { evaluation_result_id: `${item.task}.style` } : {}),
    sample_id: `${item.task}_${item.id}`,
    sample_hash: `hash ${item.task} ${item.id}`,
    interaction_type: is3 ? 'multi_turn' : 'single_turn',
    input: { raw: item.question, formatted: `Q: ${item.question}\nA:`, reference: [item.answer] },
    output: is3 ? null : { raw: [said] },
    messages: is3
      ? [
          { turn_idx: 0, role: 'user', content: item.question },
          { turn_idx: 1, role: 'assistant', content: said },
        ]
      : null,
    answer_attribution: [],
    evaluation: { score: is3 ? style : (right ?? 0), is_correct: right === 1 },
    error: right === null ? 'the call timed out' : null,
    metadata: { level: item.level },
  };
}

function aggregate(figures: readonly { task: string; value: number }[]): unknown {
  return {
    schema_version: '0.3.0',
    evaluation_id: 'samples/acme_beta/1',
    retrieved_timestamp: '1750000000',
    source_metadata: { source_type: 'evaluation_run' },
    model_info: { name: 'Beta', id: 'acme/beta' },
    evaluation_results: figures.map(({ task, value }) => ({
      evaluation_name: task,
      metric_config: {
        metric_name: 'accuracy',
        lower_is_better: false,
        score_type: 'continuous',
        min_score: 0,
        max_score: 1,
      },
      score_details: {
        score: value,
        uncertainty: { standard_error: { value: 0.1, method: 'analytic' }, num_samples: 8 },
      },
    })),
  };
}
