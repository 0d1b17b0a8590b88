import { seededRandom } from '../../../src/stats/resample/random.ts';

const SOURCES = 60;
const SYLLABLES = ['ba', 'cor', 'di', 'fen', 'gal', 'hu', 'lin', 'mor', 'ner', 'pos', 'ra', 'ti'];

/** A survey as CSV: so many pairs, two texts of about 60 words each, belief changes that depend on all three. */
export function writeSurvey(pairs: number, seed: number): string {
  const random = seededRandom(seed);
  const word = (): string =>
    Array.from({ length: 1 + random.below(3) }, () => SYLLABLES[random.below(12)]).join('');
  const vocabulary = Array.from({ length: 4000 }, word);
  const text = (source: number): string =>
    `<b>${Array.from({ length: 30 + random.below(60) }, () =>
      random.uniform() < 0.3
        ? vocabulary[(source * 61 + random.below(40)) % 4000]
        : vocabulary[random.below(4000)],
    ).join(' ')}</b>`;
  const lines = ['q1,q2,source1,source2,previous_correct,belief_change'];
  for (let pair = 0; pair < pairs; pair++) {
    const source1 = random.below(SOURCES);
    const source2 = random.uniform() < 0.3 ? source1 : random.below(SOURCES);
    const right = Number(random.uniform() < 0.5);
    const eta = -0.3 - 0.5 * right + 0.7 * Number(source1 === source2);
    const changed = Number(random.uniform() < 1 / (1 + Math.exp(-eta)));
    lines.push(`${text(source1)},${text(source2)},s${source1},s${source2},${right},${changed}`);
  }
  return `${lines.join('\n')}\n`;
}
