/** Whether conclusions are meant for other levels of a facet too, or for these alone. */
export type FacetKind = 'random' | 'fixed';

/** A facet of the measurement, other than the object. */
export interface StudyFacet {
  readonly name: string;
  readonly kind: FacetKind;
  /** Levels averaged over; for a nested facet, per level of the facets it is nested in. */
  readonly n: number;
  /** Facets this one is nested in: item within task. */
  readonly within: readonly string[];
}

export interface VariancePart {
  /** `Residual` has no facets of its own: it contains the object and every facet. */
  readonly term: string;
  readonly facets: readonly string[];
  readonly variance: number;
}

/** A measurement design: whose reliability is asked for, and over what is averaged. */
export interface StudyDesign {
  readonly object: string;
  /** Facets the object is nested in; comparisons are then within their levels. */
  readonly objectWithin: readonly string[];
  readonly facets: readonly StudyFacet[];
}

/** How one component enters: its part of each variance, after division. */
export interface ErrorPart {
  readonly term: string;
  readonly role: 'object' | 'relative' | 'absolute' | 'none';
  readonly divisor: number;
  readonly variance: number;
}

/** Universe-score and error variances and the coefficients (Brennan 2001, chapters 2 and 4). */
export interface Reliability {
  readonly universe: number;
  readonly relativeError: number;
  readonly absoluteError: number;
  /** E rho^2; null where there is no variance at all. */
  readonly relative: number | null;
  /** Phi. */
  readonly absolute: number | null;
  readonly parts: readonly ErrorPart[];
}

export interface CoefficientInterval {
  readonly low: number;
  readonly high: number;
  /** How it was made. */
  readonly method: 'profile' | 'bootstrap';
}

export type Coefficient = 'relative' | 'absolute';

/** One line of a D-study: a facet varied, the others held. */
export interface StudyCurve {
  readonly facet: string;
  /** Facets held at other than their present number, e.g. one line per number of items. */
  readonly held: Readonly<Record<string, number>>;
  readonly points: readonly {
    readonly n: number;
    readonly relative: number | null;
    readonly absolute: number | null;
  }[];
}

/** Money, time or any other unit; a nested facet's levels are counted over all it is nested in. */
export interface StudyCosts {
  /** Per level of a facet that is made or bought. */
  readonly perLevel: Readonly<Record<string, number>>;
  /** Per observation: one response, scored once. */
  readonly perObservation: number;
  /** Objects measured, e.g. 8 models: every one of them needs its observations. */
  readonly objects: number;
  /** Most levels considered of each random facet; facets not named stay as they are. */
  readonly most: Readonly<Record<string, number>>;
}

/** The cheapest design that reaches a target; null where none within the limits does. */
export interface CheapestDesign {
  readonly facets: readonly StudyFacet[];
  readonly cost: number;
  readonly observations: number;
  readonly reliability: Reliability;
  /** Of the coefficient the target is for, from the uncertainty of the components. */
  readonly interval: CoefficientInterval | null;
}

export interface DStudyRequest {
  readonly design: StudyDesign;
  readonly coefficient: Coefficient;
  readonly curves: readonly {
    readonly facet: string;
    readonly held: Readonly<Record<string, number>>;
    readonly to: number;
  }[];
  readonly target: number | null;
  readonly costs: StudyCosts | null;
  /** Whether intervals are wanted; they cost a profile each. */
  readonly intervals: boolean;
}

export interface DStudy {
  /** Of the design as given. */
  readonly present: Reliability;
  readonly interval: CoefficientInterval | null;
  readonly curves: readonly StudyCurve[];
  readonly cheapest: CheapestDesign | null;
  /** The best the coefficient can get within the limits, for a target that none reaches. */
  readonly best: number | null;
}
