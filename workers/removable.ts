import type { Question } from '../src/domain/question.ts';
import type { Removable } from '../src/domain/slice.ts';
import type { Catalog } from './catalog.ts';
import type { Slicer } from './slicing.ts';
export function removable(_s: Slicer, _c: Catalog, _q: Question): Promise<Removable> {
  throw new Error('x');
}
