import { largestEffects } from '../analyses/variance/effects.ts';
import type { LevelEffects } from '../analyses/variance/effects.ts';
import type { VarianceAnswer, VarianceFit } from '../analyses/variance/fit.ts';
import { bootstrapRatios, planParts } from '../analyses/variance/known.ts';
import type { PartIntervals } from '../analyses/variance/known.ts';
import { readRaters } from '../analyses/variance/reference-noise.ts';
import type { ReferenceRaters } from '../analyses/variance/reference-noise.ts';
import type { ResidualSpreadByName } from '../analyses/variance/residual-spread.ts';
import { curvesRequest, readStudy, searchRequest } from '../analyses/variance/study.ts';
import type { StudyAnswer, StudyIntervals, StudyPlan } from '../analyses/variance/study.ts';
import type { Dataset } from '../domain/dataset.ts';
import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Database } from '../protocol/database.ts';
import type { OnProgress } from '../protocol/fitted-model.ts';
import { errorSource } from '../sql/error.ts';
import { levelNames } from '../sql/level-names.ts';
import { referenceNoiseStatement, residualCellsStatement } from '../sql/variance-noise.ts';
import type { TermEffects } from '../stats/variance/effects/types.ts';
import type {
  BootstrapSummary,
  ProfileInterval,
  Ratio,
} from '../stats/variance/uncertainty/types.ts';
import type { Replicates } from './bootstrap.ts';
import type { ModelFitter, StoppableFitter } from './fitter.ts';
import { queryRows } from './query-rows.ts';

const unheard = (): void => undefined;

/** Profile interval of one ratio of the model fitted last. */
export async function askProfile(
  fitter: ModelFitter,
  ratio: Ratio,
  signal: AbortSignal,
): Promise<Result<ProfileInterval>> {
  const found = await fitter.ask((model) => model.profileShares([ratio], unheard), signal);
  return found.ok ? ok(found.value[0]) : found;
}

/** Profile intervals beside the headline, each asked for by itself so that none holds others up. */
export async function askParts(
  fitter: ModelFitter,
  fit: VarianceFit,
  signal: AbortSignal,
): Promise<Result<PartIntervals>> {
  const { ratios, read } = planParts(fit);
  const intervals: ProfileInterval[] = [];
  for (const ratio of ratios) {
    const found = await fitter.ask((m) => m.profileShares([ratio], unheard), signal, true);
    if (!found.ok) return found;
    intervals.push(found.value[0]);
  }
  return ok(read(intervals));
}

/** Noise of the reference's raters: question -> statement -> one row. */
export async function askRaters(
  database: Database,
  question: Question,
): Promise<Result<ReferenceRaters>> {
  const rows = await queryRows(database, referenceNoiseStatement(question));
  return rows.ok ? ok(readRaters(rows.value[0])) : rows;
}

/** Seeded bootstrap: the fit's source -> replicates in parallel workers -> intervals. */
export async function askBootstrap(
  fitter: StoppableFitter,
  fit: VarianceFit,
  replicates: Replicates,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Result<BootstrapSummary>> {
  const source = await fitter.ask((model) => model.bootstrapSource(), signal);
  if (!source.ok) return source;
  const parts = await fitter.bootstrap(source.value, replicates, onProgress, signal);
  if (!parts.ok) return parts;
  return fitter.ask((model) => model.summariseBootstrap(parts.value, bootstrapRatios(fit)), signal);
}

/** D-study: the cheapest design first, since one of the curves is drawn for it. */
export function askStudy(
  fitter: ModelFitter,
  plan: StudyPlan,
  signal: AbortSignal,
): Promise<Result<StudyAnswer>> {
  return fitter.ask(async (model) => {
    const found = await model.generalize(searchRequest(plan, false), []);
    if (!found.ok) return found;
    const drawn = await model.generalize(curvesRequest(plan, found.value), []);
    return drawn.ok ? ok(readStudy(plan, found.value, drawn.value)) : drawn;
  }, signal);
}

/** How sure the reliabilities of the D-study are; a profile for each. */
export async function askStudyIntervals(
  fitter: ModelFitter,
  plan: StudyPlan,
  signal: AbortSignal,
): Promise<Result<StudyIntervals>> {
  const found = await fitter.ask(
    (model) => model.generalize(searchRequest(plan, true), []),
    signal,
    true,
  );
  if (!found.ok) return found;
  const { interval, cheapest } = found.value;
  return ok({ present: interval, cheapest: cheapest?.interval ?? null });
}

/** Effects of one term's levels with the levels' names, the largest first. */
export async function nameEffects(
  database: Database,
  dataset: Dataset,
  effects: TermEffects,
): Promise<Result<LevelEffects>> {
  const places = largestEffects(effects);
  const names: Map<number, string>[] = [];
  for (const facet of effects.facets) {
    const codes = places.map((at) => effects.codes[facet][at]);
    const found = await namesOf(database, dataset, facet, codes);
    if (!found.ok) return found;
    names.push(found.value);
  }
  return ok({
    term: effects.term,
    facets: effects.facets,
    levels: effects.levels,
    z: effects.z,
    rows: places.map((at) => ({
      names: effects.facets.map(
        (facet, f) => names[f].get(effects.codes[facet][at]) ?? `${effects.codes[facet][at]}`,
      ),
      effect: effects.effect[at],
      se: effects.se[at],
      n: effects.counts[at],
    })),
  });
}

/** Spread of what the terms leave unexplained, by level: question -> cells -> fit worker -> names. */
export async function askSpread(
  database: Database,
  fitter: ModelFitter,
  dataset: Dataset,
  question: Question,
  { fit, design }: VarianceAnswer,
  facet: string,
  signal: AbortSignal,
): Promise<Result<ResidualSpreadByName>> {
  const facets = [...new Set([facet, ...fit.components.flatMap((c) => c.facets)])];
  if (!design.facets.some(({ name, levels }) => name === facet && levels > 1))
    return fail({
      code: 'one-level',
      severity: 'info',
      message: `There is one ${facet} only, so nothing can be compared.`,
    });
  const source = errorSource(question, facets);
  const bytes = await database.query(residualCellsStatement(source, facets, design.mean));
  signal.throwIfAborted();
  if (!bytes.ok) return bytes;
  const cells = { facets, bytes: bytes.value };
  const spread = await fitter.ask((model) => model.residualSpread(cells, facet), signal);
  if (!spread.ok) return spread;
  const codes = spread.value.levels.map((level) => level.code);
  const names = await namesOf(database, dataset, facet, codes);
  if (!names.ok) return names;
  return ok({
    facet,
    levels: spread.value.levels
      .map(({ code, n, rms }) => ({ name: names.value.get(code) ?? `${code}`, n, rms }))
      .toSorted((a, b) => b.rms - a.rms),
  });
}

async function namesOf(
  database: Database,
  dataset: Dataset,
  facet: string,
  codes: readonly number[],
): Promise<Result<Map<number, string>>> {
  const rows = await queryRows(database, levelNames(facet, codes, dataset.itemIdentity));
  if (!rows.ok) return rows;
  return ok(
    new Map(
      rows.value.map(({ code, name, task }) => [
        Number(code),
        task === null || task === undefined ? String(name) : `${String(task)} / ${String(name)}`,
      ]),
    ),
  );
}
