import { ProblemError } from '../src/domain/problem.ts';
import type { Question } from '../src/domain/question.ts';
import type { Removable } from '../src/domain/slice.ts';
import { removable as removeBest } from '../src/stats/slices/removable.ts';
import type { Catalog } from './catalog.ts';
import { inPieces } from './in-pieces.ts';
import type { Slicer } from './slicing.ts';

const SPLITS = 200;
const SEED = 20_260_301;

/**
 * What the best choice of model and prompt removes; a ProblemError where there is nothing to choose, or
 * after a stop. Statements get their turn meanwhile.
 */
export async function removable(
  slicer: Slicer,
  catalog: Catalog,
  question: Question,
  stop: AbortSignal,
): Promise<Removable> {
  const { cube } = await slicer.cells(question, []);
  const { measure, average } = question;
  const steps = removeBest(cube, slicer.coded(question), {
    measure,
    average,
    splits: SPLITS,
    seed: SEED,
  });
  const found = await inPieces(
    steps,
    () => performance.now(),
    () => stop.aborted,
  );
  if (!found)
    throw new ProblemError({
      code: 'stopped',
      severity: 'info',
      message: 'The question was stopped.',
    });
  if ('code' in found)
    throw new ProblemError({
      code: found.code,
      severity: 'info',
      message: found.message,
      wayOn: 'Load results of other models or prompts on the same items, or take filters off.',
    });
  const [model, prompt] = found.choice;
  return { ...found, choice: [catalog.name('model', model), catalog.name('prompt', prompt)] };
}
