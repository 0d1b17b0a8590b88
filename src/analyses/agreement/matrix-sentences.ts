import { count, counted, fixed } from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import { valueOf } from './answers.ts';
import type { AgreementAnswer, AgreementIntervals } from './answers.ts';
import { coefficient } from './coefficient-words.ts';
import { reasonsAbsent } from './matrix.ts';
import type { MatrixModel } from './matrix.ts';
import type { AgreementOptions } from './options.ts';
import { scorerName } from './scorer-names.ts';

/** Which two agree most and least, and how alike the blocks are. */
export function matrixSentence(answer: AgreementAnswer): Sentence {
  const { scorers } = answer.matrix;
  const models = [...scorers.keys()].filter((row) => scorers[row].kind.startsWith('model'));
  const pairs = models
    .flatMap((a, i) => models.slice(0, i).map((b) => ({ a, b, ...valueOf(answer, a, b) })))
    .filter(({ value }) => Number.isFinite(value))
    .toSorted((x, y) => y.value - x.value);
  const name = (row: number): string => scorerName(scorers[row], answer.loaded);
  const [most] = pairs;
  const least = pairs.at(-1);
  if (!most || !least) return [{ text: 'No two models share enough scores to be compared.' }];
  const says = ({ a, b }: { a: number; b: number }): Span[] => [
    { text: name(b), role: 'strong' },
    { text: ' and ' },
    { text: name(a), role: 'strong' },
  ];
  if (pairs.length === 1) return [...says(most), { text: ` agree ${coefficient(most.value)}.` }];
  if (coefficient(most.value) === coefficient(least.value))
    return [
      { text: `All ${counted(pairs.length, 'pair')} agree alike: ${coefficient(most.value)}.` },
    ];
  return [
    ...says(most),
    { text: ` agree most (${coefficient(most.value)}), ` },
    ...says(least),
    { text: ` least (${coefficient(least.value)}).` },
  ];
}

/** What stands behind the matrix. */
export function matrixNote(
  answer: AgreementAnswer,
  model: MatrixModel,
  intervals: AgreementIntervals | null,
  options: AgreementOptions,
): string {
  const { matrix, loaded, request } = answer;
  const { low, high } = model.n;
  const shared = low === high ? count(low) : `${count(low)} to ${count(high)}`;
  const tasks = request.task === null ? loaded.summary.tasks.length : 1;
  const facet = options.show === 'model' ? 'prompts and runs' : 'runs';
  const parts = [
    `n = ${shared} scores per pair${tasks > 1 ? ` in ${counted(tasks, 'task')}; r within each task, then averaged` : ''}; each the mean over ${facet}.`,
    intervals ? intervalNote(intervals, matrix.scorers.length) : '',
    model.hidden > 0 ? `${counted(model.hidden, 'row')} are not drawn; the table has all.` : '',
    ...reasonsAbsent(answer).map((reason) => `– stands where: ${reason}`),
    'A cell opens its scatter and items.',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function intervalNote(
  { low, high, method, replicates, seed, clusters }: AgreementIntervals,
  width: number,
): string {
  const halves: number[] = [];
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < a; b++) {
      const half = (high[a * width + b] - low[a * width + b]) / 2;
      if (Number.isFinite(half)) halves.push(half);
    }
  }
  if (halves.length === 0)
    return `Too few clusters (${count(clusters)}) or replicates for intervals.`;
  const spread = `half-widths of the 95\u00a0% intervals ${fixed(Math.min(...halves), 2)} to ${fixed(Math.max(...halves), 2)}`;
  return method === 'bootstrap'
    ? `Bootstrap over ${counted(clusters, 'cluster')}, ${count(replicates)} replicates, seed ${seed}: ${spread}.`
    : `Jackknife over ${count(replicates)} groups of ${counted(clusters, 'cluster')}: ${spread}.`;
}
