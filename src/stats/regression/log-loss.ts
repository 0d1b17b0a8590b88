/** 1 / (1 + exp(-eta)), without overflow at either end. */
export function logistic(eta: number): number {
  if (eta >= 0) return 1 / (1 + Math.exp(-eta));
  const e = Math.exp(eta);
  return e / (1 + e);
}

/** -log likelihood of a response in [0, 1] at log odds `eta`: log(1 + exp(eta)) - y eta, without overflow. */
export function lossAtLogOdds(y: number, eta: number): number {
  const above = Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)));
  return above - y * eta;
}

/**
 * -log likelihood of a response in [0, 1] under probability p in [0, 1]; Infinity where what was held
 * impossible happened.
 */
export function logLoss(y: number, p: number): number {
  return (y === 0 ? 0 : -y * Math.log(p)) + (y === 1 ? 0 : -(1 - y) * Math.log1p(-p));
}
