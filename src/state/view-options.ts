import { DEFAULT_AGREEMENT_OPTIONS, parseAgreementOptions } from '../analyses/agreement/options.ts';
import { DEFAULT_LADDER_OPTIONS, parseLadderOptions } from '../analyses/ladder/options.ts';
import { DEFAULT_ENSEMBLES_OPTIONS, parseEnsemblesOptions } from '../analyses/ensembles/options.ts';
import { DEFAULT_JUDGES_OPTIONS, parseJudgesOptions } from '../analyses/judges/options.ts';
import {
  DEFAULT_GENERALIZATION_OPTIONS,
  parseGeneralizationOptions,
} from '../analyses/generalization/options.ts';
import { DEFAULT_SLICES_OPTIONS, parseSlicesOptions } from '../analyses/slices/options.ts';
import { DEFAULT_SQL_OPTIONS, parseSqlOptions } from '../analyses/sql/options.ts';
import { DEFAULT_VARIANCE_OPTIONS, parseVarianceOptions } from '../analyses/variance/options.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';

/** How each view that has options reads them from a link, and what it starts with. */
const KINDS = {
  slices: { initial: DEFAULT_SLICES_OPTIONS, parse: parseSlicesOptions },
  variance: { initial: DEFAULT_VARIANCE_OPTIONS, parse: parseVarianceOptions },
  agreement: { initial: DEFAULT_AGREEMENT_OPTIONS, parse: parseAgreementOptions },
  ladder: { initial: DEFAULT_LADDER_OPTIONS, parse: parseLadderOptions },
  ensembles: { initial: DEFAULT_ENSEMBLES_OPTIONS, parse: parseEnsemblesOptions },
  judges: { initial: DEFAULT_JUDGES_OPTIONS, parse: parseJudgesOptions },
  generalization: {
    initial: DEFAULT_GENERALIZATION_OPTIONS,
    parse: parseGeneralizationOptions,
  },
  sql: { initial: DEFAULT_SQL_OPTIONS, parse: parseSqlOptions },
} as const;

type Kinds = typeof KINDS;

/** Options of every view that has any. */
export type ViewOptions = { readonly [Name in keyof Kinds]: Kinds[Name]['initial'] };

/** What every view starts with. */
export const INITIAL_OPTIONS = Object.fromEntries(
  Object.entries(KINDS).map(([name, { initial }]) => [name, initial]),
) as ViewOptions;

/**
 * Validates the untrusted options of a link. A view it does not know is left out; options it does not
 * have are the initial ones, so that a link stays good when a view is added.
 */
export function parseViewOptions(input: Readonly<Record<string, unknown>>): Result<ViewOptions> {
  const options: Record<string, unknown> = { ...INITIAL_OPTIONS };
  for (const [name, { parse }] of Object.entries(KINDS)) {
    if (!Object.hasOwn(input, name)) continue;
    const parsed: Result<unknown> = parse(input[name]);
    if (!parsed.ok) return parsed;
    options[name] = parsed.value;
  }
  return ok(options as ViewOptions);
}
