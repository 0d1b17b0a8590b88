/**
 * Places near the wanted ones, in the same order, at least `apart` from each other and inside
 * [low, high] as far as there is room: for labels beside marks that lie close together.
 */
export function labelPlaces(
  wanted: readonly number[],
  apart: number,
  low: number,
  high: number,
): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b] || a - b);
  const gap = Math.min(apart, (high - low) / Math.max(1, wanted.length - 1));
  // Neighbours that would touch stand together around their mean (pool adjacent violators).
  const blocks: { members: number[]; start: number }[] = [];
  for (const index of order) {
    let block = { members: [index], start: wanted[index] };
    for (;;) {
      const before = blocks.at(-1);
      if (!before || before.start + before.members.length * gap <= block.start) break;
      blocks.pop();
      const members = [...before.members, ...block.members];
      const mean =
        members.reduce((sum, member, i) => sum + wanted[member] - i * gap, 0) / members.length;
      block = { members, start: mean };
    }
    const room = high - (block.members.length - 1) * gap;
    blocks.push({ ...block, start: Math.max(low, Math.min(room, block.start)) });
  }
  const places = new Array<number>(wanted.length);
  // What the lower end pushed up, and the upper end pushed down.
  let free = -Infinity;
  for (const { members, start } of blocks) {
    let at = Math.max(start, free);
    for (const member of members) {
      places[member] = at;
      at += gap;
    }
    free = at;
  }
  let most = high;
  for (const index of order.toReversed()) {
    places[index] = Math.min(places[index], most);
    most = places[index] - gap;
  }
  return places;
}
