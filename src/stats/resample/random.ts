/** A seeded stream of random numbers; the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, n), n <= 2^32. */
  below(n: number): number;
  /** Permutes `values` in place, every order equally likely, and returns it. */
  shuffle<T extends { [index: number]: number | string; readonly length: number }>(values: T): T;
}

/**
 * The generator xoshiro128** (Blackman & Vigna 2021, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47(4)), its state filled from `seed` by the 32-bit finaliser of MurmurHash3
 * over a Weyl sequence, as its authors advise. Normals by Marsaglia's polar method (1964).
 */
export function seededRandom(seed: number): Random {
  let weyl = seed | 0;
  const next = (): number => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let z = weyl ^ (weyl >>> 16);
    z = Math.imul(z, 0x85ebca6b);
    z ^= z >>> 13;
    z = Math.imul(z, 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let a = next();
  let b = next();
  let c = next();
  let d = next();
  let spare: number | null = null;

  const bits = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  const uniform = (): number => {
    const high = bits() >>> 5;
    return (high * 0x4000000 + (bits() >>> 6)) / 0x20000000000000;
  };
  const below = (n: number): number => {
    // Rejection, so that no residue is favoured.
    const limit = 0x100000000 - (0x100000000 % n);
    let draw = bits();
    while (draw >= limit) draw = bits();
    return draw % n;
  };
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
  const shuffle: Random['shuffle'] = (values) => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = below(i + 1);
      const kept = values[i]!;
      values[i] = values[j]!;
      values[j] = kept;
    }
    return values;
  };
  return { uniform, normal, below, shuffle };
}
