import type { StudyDesign, VariancePart } from '../../../../src/stats/generalizability/types.ts';

/** How the second of two means is taken: of the same object or another, at the same random levels or others. */
interface Second {
  readonly object: 'same' | 'other';
  readonly random: 'same' | 'other';
}

type Cell = Readonly<Record<string, string>>;

/**
 * Covariance of an object's mean over the design with a second mean, by writing out both sets of
 * cells and counting for every component the pairs of cells that share its level. Fixed facets always
 * have the same levels; the residual is shared by a cell with itself alone.
 */
export function covarianceOfMeans(
  parts: readonly VariancePart[],
  design: StudyDesign,
): (second: Second) => number {
  const nameOf = (facet: string, level: number, mark: string): string => `${facet}${level}${mark}`;
  const cells = (object: string, mark: string): Cell[] => {
    let list: Record<string, string>[] = [{ [design.object]: object }];
    for (const { name, n, kind, within } of design.facets) {
      list = list.flatMap((cell) =>
        Array.from({ length: n }, (_, level) => {
          const own = nameOf(name, level, kind === 'fixed' ? '' : mark);
          const inside = within.map((outer) => cell[outer]).join('/');
          return { ...cell, [name]: `${inside}/${own}` };
        }),
      );
    }
    return list;
  };
  const first = cells('a', '');
  return ({ object, random }) => {
    const second = cells(object === 'same' ? 'a' : 'b', random === 'same' ? '' : "'");
    let total = 0;
    for (const { term, facets, variance } of parts) {
      const isResidual = term === 'Residual';
      const names = isResidual ? [design.object, ...design.facets.map((f) => f.name)] : facets;
      const shared = first.reduce(
        (count, x) =>
          count + second.filter((y) => names.every((name) => x[name] === y[name])).length,
        0,
      );
      // Measured again, even the same cell has new noise.
      const counts = isResidual && random === 'other' ? 0 : shared;
      total += (variance * counts) / (first.length * second.length);
    }
    return total;
  };
}
