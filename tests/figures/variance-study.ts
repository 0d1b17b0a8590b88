import type { VarianceDesign } from '../../src/analyses/variance/design.ts';
import {
  curvesRequest,
  planStudy,
  readStudy,
  searchRequest,
} from '../../src/analyses/variance/study.ts';
import type { StudyAnswer } from '../../src/analyses/variance/study.ts';
import { DEFAULT_STUDY_OPTIONS } from '../../src/analyses/variance/study-options.ts';
import type { StudyOptions } from '../../src/analyses/variance/study-options.ts';
import { dStudy } from '../../src/stats/generalizability/d-study.ts';
import { finish, noSteps } from '../../src/stats/optimize/steps.ts';
import type { VarianceFit } from '../../src/stats/variance/types.ts';
import { FIT } from './study.ts';

/** The design that the small study's fit is of: everything crossed. */
export const DESIGN: VarianceDesign = {
  observations: FIT.n,
  mean: FIT.mean,
  facets: Object.entries({ model: 8, prompt: 3, task: 7, item: 120 }).map(([name, levels]) => ({
    name,
    levels,
    determines: [],
  })),
};

/** The D-study of the small study's fit, worked out as the page does. */
export function studyAnswer(options: Partial<StudyOptions>, fit: VarianceFit = FIT): StudyAnswer {
  const plan = planStudy(fit, DESIGN, { ...DEFAULT_STUDY_OPTIONS, ...options });
  if (!plan) throw new Error('invalid study; nothing can be ranked');
  const parts = fit.components.map(({ term, facets, variance }) => ({ term, facets, variance }));
  const run = (request: ReturnType<typeof searchRequest>) =>
    finish(dStudy(parts, request, () => noSteps(null)));
  const found = run(searchRequest(plan, false));
  return readStudy(plan, found, run(curvesRequest(plan, found)));
}
