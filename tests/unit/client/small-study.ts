import { DEFAULT_VARIANCE_OPTIONS } from '../../../src/analyses/variance/options.ts';
import type { VarianceOptions } from '../../../src/analyses/variance/options.ts';
import type { VarianceAnswer } from '../../../src/analyses/variance/fit.ts';
import type { ModelFitter } from '../../../src/client/fitter.ts';
import { runVariance } from '../../../src/client/run-variance.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { Question } from '../../../src/domain/question.ts';
import { seededRandom } from '../../../src/stats/resample/random.ts';
import { openSession, textFile } from '../workers/open-session.ts';
import { inProcessFitter } from './in-process-fitter.ts';

export const MODELS = ['avis', 'bora', 'cirrus', 'dune', 'ember', 'fjord'];
const PROMPTS = ['plain', 'steps', 'roles'];
const TASKS = ['reading', 'sums'];
const ITEMS = 15;

interface Row {
  readonly model: string;
  readonly prompt: string;
  readonly task: string;
  readonly item: string;
  readonly score: number;
}

/**
 * Scores drawn from a crossed model with every cell answered twice, which makes two runs; items belong to one
 * task each. The same on every machine.
 */
export function studyRows(): Row[] {
  const random = seededRandom(417);
  const draws = new Map<string, number>();
  const effect = (sd: number, ...levels: string[]): number => {
    const name = levels.join('\n');
    if (!draws.has(name)) draws.set(name, sd * random.normal());
    return draws.get(name)!;
  };
  return MODELS.flatMap((model) =>
    PROMPTS.flatMap((prompt) =>
      TASKS.flatMap((task) =>
        Array.from({ length: ITEMS }, (_, i) => `${task}-${i}`).flatMap((item) =>
          [0, 1].map(() => ({
            model,
            prompt,
            task,
            item,
            score:
              4 +
              effect(0.5, model) +
              effect(0.3, 'prompt', prompt) +
              effect(0.4, model, prompt) +
              effect(0.7, 'item', item) +
              effect(0.3, model, item) +
              0.6 * random.normal(),
          })),
        ),
      ),
    ),
  );
}

/** The study as files: scores, and a reference of 4 by each of two raters about every item. */
function studyFiles(rows = studyRows()): File[] {
  const items = [...new Map(rows.map(({ task, item }) => [`${task},${item}`, item])).keys()];
  return [
    textFile(
      'scores.csv',
      [
        'model,prompt,task,item,score',
        ...rows.map((r) => [r.model, r.prompt, r.task, r.item, r.score.toFixed(6)].join(',')),
      ].join('\n'),
    ),
    textFile(
      'references.csv',
      [
        'task,item,rater,score',
        ...items.flatMap((item) => [`${item},r1,3.8`, `${item},r2,4.2`]),
      ].join('\n'),
    ),
  ];
}

export const QUESTION: Question = { ...DEFAULT_QUESTION, measure: 'signed' };

/** The study read and fitted, ready to be asked. */
export async function openStudy(files = studyFiles()) {
  const at = openSession();
  const { dataset } = await at.take(...files);
  const fitter = inProcessFitter();
  const { signal } = new AbortController();
  const fit = async (
    question: Question = QUESTION,
    options: VarianceOptions = DEFAULT_VARIANCE_OPTIONS,
    by: ModelFitter = fitter,
  ): Promise<VarianceAnswer> => {
    const answer = await runVariance(at.session, by, dataset, question, options, signal);
    if (!answer.ok) throw Object.assign(new Error(answer.problem.message), answer.problem);
    return answer.value;
  };
  return { ...at, dataset, fitter, signal, fit, answer: await fit() };
}
