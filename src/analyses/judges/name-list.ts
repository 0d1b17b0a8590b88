import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { NameMaps } from '../../protocol/judges.ts';
import type { KnownName } from './report.ts';

/** A row of a statement on names. */
type Row = Readonly<Record<string, unknown>>;

/** All names, and where those of the level tables stand among them. */
export interface NameList {
  readonly names: readonly Omit<KnownName, 'isPerson'>[];
  readonly maps: NameMaps | null;
}

type Part = 'judges' | 'writes' | 'isDataset';

type NewName = { name: string } & Record<Part, boolean>;

/**
 * One list of the names in the comparisons, whose codes are their places, and of the levels of raters,
 * models and tasks after them, where scores name their raters.
 */
export function nameList(
  compared: readonly Row[],
  levels: Readonly<Record<'rater' | 'model' | 'task', readonly Row[]>> | null,
): NameList {
  const names: NewName[] = compared.map((row) => ({
    name: String(row['name']),
    judges: row['judges'] === true,
    writes: row['writes'] === true,
    isDataset: row['task'] === true,
  }));
  if (levels === null) return { names, maps: null };
  const places = new Map(names.map(({ name }, code) => [name, code]));
  const placed = (rows: readonly Row[], part: Part): Int32Array => {
    const map = new Int32Array(
      rows.reduce((most, row) => Math.max(most, Number(row['code']) + 1), 0),
    );
    for (const row of rows) {
      const name = String(row['name']);
      if (name === ABSENT_LEVEL) {
        map[Number(row['code'])] = -1;
        continue;
      }
      let place = places.get(name);
      if (place === undefined) {
        place = names.push({ name, judges: false, writes: false, isDataset: false }) - 1;
        places.set(name, place);
      }
      names[place][part] = true;
      map[Number(row['code'])] = place;
    }
    return map;
  };
  const maps: NameMaps = {
    rater: placed(levels.rater, 'judges'),
    model: placed(levels.model, 'writes'),
    task: placed(levels.task, 'isDataset'),
  };
  return { names, maps };
}
