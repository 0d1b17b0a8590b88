// Makes the files of this folder: npx tsx data-samples/trust-in-answers/generate.ts [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextSimilarity } from '../../src/stats/generalization/text-similarity.ts';
import { seededRandom } from '../../src/stats/resample/random.ts';
import type { Random } from '../../src/stats/resample/random.ts';
import { csv, round } from '../csv.ts';
import { drawQuestion } from './questions.ts';
import type { StudyQuestion } from './questions.ts';

/** What is true of the study: coefficients of a change of belief on the log odds scale, and beliefs. */
export const TRUTH = {
  change: { intercept: -0.5, firstAnswerRight: -0.6, sameSource: 0.5, textSimilarity: 1.6 },
  beliefs: { prior: 0.63, afterCorrect: 0.72, afterIncorrect: 0.5 },
  /** Ability of each model, in the unit of the questions' difficulty. */
  models: { 'Wren-2B': -0.5, 'Plover-7B': 0.1, 'Heron-30B': 0.7, 'Condor-200B': 1.4 },
} as const;

const SEED = 2406;
const SURVEYED = 3000;
const PAIRS = 500;
const WEIGHTS = [1, 19, 50, 99];

/** Names of the files that `generate` writes. */
export const FILES = ['survey.csv', 'deployments.csv', 'expected.json'] as const;

interface Pair {
  readonly first: StudyQuestion;
  readonly second: StudyQuestion;
}

/** Two questions, in two of five pairs from the same source. */
function drawPair(random: Random): Pair {
  const first = drawQuestion(random);
  const second = drawQuestion(random, random.uniform() < 0.4 ? first.source : undefined);
  return { first, second };
}

const expit = (x: number): number => 1 / (1 + Math.exp(-x));

/** Probability that a person changes belief; the texts are those of the survey. */
function changeChance(pair: Pair, right: number, similarity: number): number {
  const { intercept, firstAnswerRight, sameSource, textSimilarity } = TRUTH.change;
  return expit(
    intercept +
      firstAnswerRight * right +
      sameSource * Number(pair.first.source === pair.second.source) +
      textSimilarity * similarity,
  );
}

/** A belief around its mean, in whole percent. */
function belief(random: Random, mean: number): number {
  return Math.min(0.97, Math.max(0.03, Math.round(100 * (mean + 0.1 * random.normal())) / 100));
}

function similaritiesOf(pairs: readonly Pair[]): number[] {
  const texts = [...new Set(pairs.flatMap(({ first, second }) => [first.text, second.text]))];
  const at = new Map(texts.map((text, i) => [text, i]));
  const index = new TextSimilarity(texts);
  return pairs.map(({ first, second }) =>
    index.similarity(at.get(first.text)!, at.get(second.text)!),
  );
}

/** Writes all files of the study into `folder`; the same bytes every time. */
export function generate(folder: string): void {
  const random = seededRandom(SEED);
  const { beliefs } = TRUTH;
  const asked = Array.from({ length: SURVEYED }, () => drawPair(random));
  const survey = similaritiesOf(asked).map((similarity, i) => {
    const { first, second } = asked[i];
    const right = Number(random.uniform() < 0.55);
    const changed = Number(random.uniform() < changeChance(asked[i], right, similarity));
    const before = belief(random, beliefs.prior);
    const to = right === 1 ? beliefs.afterCorrect : beliefs.afterIncorrect;
    return {
      q1: first.text,
      q2: second.text,
      source1: first.source,
      source2: second.source,
      previous_correct: right,
      belief_change: changed,
      prior_belief: before,
      posterior_belief: changed === 1 ? belief(random, to) : before,
    };
  });
  const given = Array.from({ length: PAIRS }, () => drawPair(random));
  const similarities = similaritiesOf(given);
  const deployments = Object.entries(TRUTH.models).flatMap(([model, ability]) =>
    given.map((pair, i) => {
      const answers = ({ difficulty }: StudyQuestion): number =>
        Number(random.uniform() < expit(1.4 * (ability - difficulty)));
      const right = answers(pair.first);
      return {
        model,
        pair: i,
        source1: pair.first.source,
        source2: pair.second.source,
        previous_correct: right,
        current_correct: answers(pair.second),
        belief_change_probability: changeChance(pair, right, similarities[i]).toFixed(6),
      };
    }),
  );
  mkdirSync(folder, { recursive: true });
  const write = (name: (typeof FILES)[number], text: string): void =>
    writeFileSync(join(folder, name), text);
  write('survey.csv', csv(Object.keys(survey[0]) as (keyof (typeof survey)[0])[], survey));
  write(
    'deployments.csv',
    csv(Object.keys(deployments[0]) as (keyof (typeof deployments)[0])[], deployments),
  );
  write('expected.json', `${JSON.stringify(expectedOf(deployments, survey), null, 2)}\n`);
}

type Deployed = Readonly<
  Record<'model' | 'belief_change_probability', string> &
    Record<'previous_correct' | 'current_correct', number>
>;

/** The true values, and figures of the files by the formulas as they are published. */
function expectedOf(
  deployments: readonly Deployed[],
  survey: readonly { belief_change: number }[],
) {
  const { prior, afterCorrect, afterIncorrect } = TRUTH.beliefs;
  const figures = Object.keys(TRUTH.models).map((model) => {
    const own = deployments.filter((row) => row.model === model);
    const mean = (values: readonly number[], weights: readonly number[]): number =>
      values.reduce((sum, value, i) => sum + value * weights[i], 0) /
      weights.reduce((sum, weight) => sum + weight, 0);
    const held = own.map((row) => {
      const c = Number(row.belief_change_probability);
      const after = row.previous_correct === 1 ? afterCorrect : afterIncorrect;
      const b = c * after + (1 - c) * prior;
      return row.current_correct === 1 ? b : 1 - b;
    });
    const scores = WEIGHTS.map((weight) => {
      const weights = own.map((row) => (row.current_correct === 1 ? 1 : weight));
      return {
        weight,
        accuracy: round(mean(held, weights)),
        nll: round(
          mean(
            held.map((h) => -Math.log(h)),
            weights,
          ),
        ),
      };
    });
    const ones = own.map(() => 1);
    return {
      model,
      right: round(
        mean(
          own.map((row) => row.current_correct),
          ones,
        ),
      ),
      scores,
    };
  });
  return {
    seed: SEED,
    truth: TRUTH,
    counts: { survey: survey.length, deployments: deployments.length, pairs: PAIRS },
    changed: round(survey.reduce((sum, row) => sum + row.belief_change, 0) / survey.length),
    figures,
  };
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] === self) generate(process.argv[2] ?? dirname(self));
