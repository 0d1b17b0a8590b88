import type { Role } from '../domain/observation.ts';
import type { ColumnSample } from './column-sample.ts';
import { holdsFigures } from './benchmark-table.ts';
import { isMissingText, parseText } from './parse-number.ts';
import { isScoreOfModel, MODEL } from './telling-names.ts';

/** What a column that may name raters, or hold their scores, is taken for. */
export interface Expert {
  readonly role: Role;
  readonly because: 'name' | 'values' | 'unsure';
}

/** Names that mean who scored as often as what they scored. */
const EITHER = /^(the)?(expert|human|annotator|coder|grader|judge|rater)s?$/i;

/**
 * Decides by content whether a column such as `expert` names who scored or holds the scores. Words are
 * names. Numbers with fractions are scores. Whole numbers are scores where they stay the same over the
 * rows of an item, and numbers of raters where they change with them; where neither can be seen, the
 * reader is asked.
 */
export function decideExperts(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Expert> {
  const found = new Map<string, Expert>();
  const claimed = [...claims.values()];
  const item = columns.find(({ name }) => claims.get(name) === 'item');
  for (const column of columns) {
    const role = claims.get(column.name);
    if ((role !== 'rater' && role !== 'reference') || !EITHER.test(column.name)) continue;
    const values = column.values.filter((value) => !isMissingText(value));
    const numbers = values.map((value) => parseText(value, decimalComma));
    if (values.length === 0 || numbers.some(Number.isNaN)) continue;
    const other: Role = role === 'rater' ? 'reference' : 'rater';
    if (claimed.includes(other)) continue;
    if (numbers.some((number) => !Number.isInteger(number))) {
      found.set(column.name, { role: 'reference', because: 'values' });
    } else if (columns.some((c) => isOfModel(c, column, decimalComma))) {
      found.set(column.name, { role: 'reference', because: 'values' });
    } else if (!claimed.includes('score')) {
      found.set(column.name, { role: 'reference', because: 'unsure' });
    } else {
      const way = item ? withinItems(item.values, column.values) : null;
      if (way === 'same') found.set(column.name, { role: 'reference', because: 'values' });
      else if (way === 'other') found.set(column.name, { role: 'rater', because: 'values' });
      else
        found.set(column.name, {
          role: claimed.includes('model') ? 'reference' : 'rater',
          because: 'unsure',
        });
    }
  }
  return found;
}

/** Whether another column holds the scores of the model that its header names. */
function isOfModel(column: ColumnSample, than: ColumnSample, decimalComma: boolean): boolean {
  if (column === than || !holdsFigures(column.values, decimalComma)) return false;
  return MODEL.test(column.name) || isScoreOfModel(column, decimalComma);
}

/** Whether the values of an item are all the same or not; null where no item comes twice. */
function withinItems(items: readonly string[], values: readonly string[]): 'same' | 'other' | null {
  const first = new Map<string, string>();
  let repeats = 0;
  let others = 0;
  for (const [row, item] of items.entries()) {
    if (isMissingText(values[row])) continue;
    const before = first.get(item);
    if (before === undefined) first.set(item, values[row]);
    else {
      repeats++;
      if (before !== values[row]) others++;
    }
  }
  if (repeats === 0) return null;
  return others === 0 ? 'same' : 'other';
}
