import type { Sample } from './expected.ts';
import { observed } from './expected.ts';
import type { Answer } from './study.ts';
import { answersOf, MODELS } from './study.ts';

/** Three HELM runs: two with predictions, one of statistics alone; every item also with typing errors. */
export function helm(): Sample {
  const files: Record<string, string> = {};
  const groups = MODELS.map((model) => {
    const answers = answersOf(model, 'capitals');
    const folder = `capitals-level=all,model=${model.replace('/', '_')}`;
    const statesOnly = model === MODELS[2];
    files[`${folder}/run_spec.json`] = JSON.stringify(
      runSpec(model, folder.replace('-', ':')),
      null,
      1,
    );
    files[`${folder}/scenario.json`] = JSON.stringify({
      name: 'capitals',
      description: '',
      tags: [],
    });
    if (statesOnly) {
      files[`${folder}/per_instance_stats.json`] = JSON.stringify(statistics(answers), null, 1);
      files[`${folder}/scenario_state.json`] = JSON.stringify(state(answers), null, 1);
    } else {
      files[`${folder}/instances.json`] = JSON.stringify(instances(answers), null, 1);
      files[`${folder}/display_predictions.json`] = JSON.stringify(predictions(answers), null, 1);
    }
    const scores = answers.map(rightOrNot);
    return observed(folder, 'helm', [model], 8, {
      exact_match: [...scores, ...scores.map(() => 0)],
      f1_score: [...scores.map((score) => score / 2), ...scores.map(() => 0)],
    });
  });
  return { files, groups };
}

/** HELM scores an empty prediction like a wrong one. */
function rightOrNot({ right }: Answer): number {
  return right ?? 0;
}

function runSpec(model: string, name: string): unknown {
  return {
    name,
    scenario_spec: { class_name: 'samples.CapitalsScenario', args: { level: 'all' } },
    adapter_spec: {
      method: 'generation',
      instructions: 'Name the capital.',
      global_prefix: '',
      max_train_instances: 2,
      model,
      model_deployment: model,
    },
    metric_specs: [],
    groups: ['capitals'],
  };
}

const PERTURBATION = { name: 'typos', prob: 0.1 };

/** Each instance as it is, then each with typing errors. */
function twice(answers: readonly Answer[]): { answer: Answer; perturbed: boolean }[] {
  return [false, true].flatMap((perturbed) => answers.map((answer) => ({ answer, perturbed })));
}

function instance({ item }: Answer, perturbed: boolean): unknown {
  return {
    input: { text: perturbed ? item.question.replace('capital', 'captial') : item.question },
    references: [
      { output: { text: item.answer }, tags: ['correct'] },
      { output: { text: item.wrong }, tags: [] },
    ],
    split: 'test',
    id: `id${item.id}`,
    ...(perturbed ? { perturbation: PERTURBATION } : {}),
  };
}

function instances(answers: readonly Answer[]): unknown[] {
  return twice(answers).map(({ answer, perturbed }) => instance(answer, perturbed));
}

function scoresOf(answer: Answer, perturbed: boolean): Record<string, number> {
  const right = perturbed ? 0 : rightOrNot(answer);
  return { exact_match: right, f1_score: right / 2, num_output_tokens: 3, prompt_truncated: 0 };
}

function predictions(answers: readonly Answer[]): unknown[] {
  return twice(answers).map(({ answer, perturbed }) => ({
    instance_id: `id${answer.item.id}`,
    train_trial_index: 0,
    predicted_text: answer.said,
    stats: scoresOf(answer, perturbed),
    ...(perturbed ? { perturbation: PERTURBATION } : {}),
  }));
}

function statistics(answers: readonly Answer[]): unknown[] {
  return twice(answers).map(({ answer, perturbed }) => ({
    instance_id: `id${answer.item.id}`,
    train_trial_index: 0,
    ...(perturbed ? { perturbation: PERTURBATION } : {}),
    stats: Object.entries(scoresOf(answer, perturbed)).map(([name, mean]) => ({
      name: { name, split: 'test', ...(perturbed ? { perturbation: PERTURBATION } : {}) },
      count: 1,
      sum: mean,
      mean,
    })),
  }));
}

function state(answers: readonly Answer[]): unknown {
  return {
    adapter_spec: { method: 'generation' },
    request_states: twice(answers).map(({ answer, perturbed }) => ({
      instance: instance(answer, perturbed),
      train_trial_index: 0,
      result: { success: true, completions: [{ text: answer.said }] },
    })),
  };
}
