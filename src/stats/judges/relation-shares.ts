import type { Games } from './games.ts';
import { itemMean } from './item-mean.ts';
import { RELATIONS, relationOf } from './relation.ts';
import type { Mean, NameRoles } from './types.ts';

/** How often texts win, by how their writer stands to the judge; null where there are none. */
export interface RelationShares {
  /** -1 over all judges. */
  readonly judge: number;
  readonly own: Mean | null;
  readonly family: Mean | null;
  readonly other: Mean | null;
}

/**
 * Win shares of texts by the relation of their writer to the judge, ties half, over all judges that are
 * models and per judge: every comparison counts once for each of its texts. In order of the judges' codes;
 * over all of them first.
 */
export function relationShares(games: Games, roles: NameRoles): RelationShares[] {
  const { count } = games;
  // Two views per game: of A, and of B.
  const share = new Float64Array(2 * count);
  const item = new Int32Array(2 * count);
  const rows = new Map<number, { of: Int32Array; n: number }[]>();
  const sizes = new Map<number, number>();
  for (let g = 0; g < count; g++)
    if (isModel(roles, games.judge[g]))
      sizes.set(games.judge[g], (sizes.get(games.judge[g]) ?? 0) + 2);
  let all = 0;
  for (const [judge, size] of sizes) {
    rows.set(judge, threeLists(size));
    all += size;
  }
  if (all === 0) return [];
  const total = threeLists(all);
  for (let g = 0; g < count; g++) {
    const judge = games.judge[g];
    const own = rows.get(judge);
    if (!own) continue;
    for (const [view, writer, value] of [
      [2 * g, games.a[g], games.share[g]],
      [2 * g + 1, games.b[g], 1 - games.share[g]],
    ]) {
      share[view] = value;
      item[view] = games.item[g];
      const relation = relationOf(roles, judge, writer);
      for (const lists of [own, total]) {
        const list = lists[relation];
        list.of[list.n++] = view;
      }
    }
  }
  const summary = (
    judge: number,
    lists: readonly { of: Int32Array; n: number }[],
  ): RelationShares => {
    const [other, family, own] = lists.map((list) =>
      itemMean(share, item, list.of.subarray(0, list.n)),
    );
    return { judge, own, family, other };
  };
  return [
    summary(-1, total),
    ...[...rows].toSorted(([a], [b]) => a - b).map(([judge, lists]) => summary(judge, lists)),
  ];
}

function threeLists(size: number): { of: Int32Array; n: number }[] {
  return RELATIONS.map(() => ({ of: new Int32Array(size), n: 0 }));
}

/** Whether a judge is named and no person. */
export function isModel(roles: NameRoles, judge: number): boolean {
  return judge >= 0 && roles.human[judge] === 0;
}
