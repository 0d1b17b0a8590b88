import type { Games } from './games.ts';
import { itemMean } from './item-mean.ts';
import { RELATIONS, relationOf } from './relation.ts';
import type { Mean, NameRoles } from './types.ts';

/** Positions of views, `n` of them so far. */
interface List {
  readonly of: Int32Array;
  n: number;
}

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
  const rows = new Map<number, List[]>();
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
  const put = (own: readonly List[], relation: number, view: number, g: number, won: number) => {
    share[view] = won;
    item[view] = games.item[g];
    own[relation].of[own[relation].n++] = view;
    total[relation].of[total[relation].n++] = view;
  };
  for (let g = 0; g < count; g++) {
    const judge = games.judge[g];
    const own = rows.get(judge);
    if (!own) continue;
    put(own, relationOf(roles, judge, games.a[g]), 2 * g, g, games.share[g]);
    put(own, relationOf(roles, judge, games.b[g]), 2 * g + 1, g, 1 - games.share[g]);
  }
  const summary = (judge: number, lists: readonly List[]): RelationShares => {
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

function threeLists(size: number): List[] {
  return RELATIONS.map(() => ({ of: new Int32Array(size), n: 0 }));
}

/** Whether a judge is named and no person. */
export function isModel(roles: NameRoles, judge: number): boolean {
  return judge >= 0 && roles.human[judge] === 0;
}
