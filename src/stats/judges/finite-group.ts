import type { WinTable } from './types.ts';

/**
 * The largest group of models in which each can be reached from each by a chain of wins: the strongly
 * connected component with the most games. Only there are Bradley-Terry strengths finite (Ford 1957).
 * O(models^3) at most.
 */
export function finiteGroup({ models, wins }: WinTable): number[] {
  const reach = (from: number, forward: boolean): Uint8Array => {
    const seen = new Uint8Array(models);
    seen[from] = 1;
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (let to = 0; to < models; to++) {
        const beaten = forward ? wins[at * models + to] : wins[to * models + at];
        if (beaten > 0 && to !== at && seen[to] === 0) {
          seen[to] = 1;
          open.push(to);
        }
      }
    return seen;
  };
  const done = new Uint8Array(models);
  let best: number[] = [];
  let most = 0;
  for (let m = 0; m < models; m++) {
    if (done[m] === 1) continue;
    const [down, up] = [reach(m, true), reach(m, false)];
    const group: number[] = [];
    for (let other = 0; other < models; other++)
      if (down[other] === 1 && up[other] === 1) {
        group.push(other);
        done[other] = 1;
      }
    let games = 0;
    for (const a of group) for (const b of group) if (a !== b) games += wins[a * models + b];
    if (games > most) {
      most = games;
      best = group;
    }
  }
  return best;
}
