import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A fit made by another program, found in the folder that DECLINATION_REFERENCE names. */
export interface ReferenceFit {
  readonly name: string;
  readonly file: string;
  readonly response: string;
  readonly terms: readonly (readonly string[])[];
  readonly method: 'REML' | 'ML';
  /** The best criterion known. */
  readonly criterion: number;
  /** Exact components by name, the residual as `Residual`; only where they are known exactly. */
  readonly exact: Readonly<Record<string, number>> | null;
}

export const REFERENCE = process.env['DECLINATION_REFERENCE'];

/** All fits of all kinds; an empty list where the folder is not there. */
export function referenceFits(): ReferenceFit[] {
  if (!REFERENCE || !existsSync(REFERENCE)) return [];
  return [...lme4Fits(REFERENCE), ...brennanFits(REFERENCE), ...unbalancedFits(REFERENCE)];
}

interface Lme4File {
  readonly name: string;
  readonly formula: string;
  readonly REML: boolean;
  readonly data?: string;
  readonly components: Readonly<Record<string, number>>;
  readonly criterion: number;
}

function lme4Fits(root: string): ReferenceFit[] {
  return filesIn(path.join(root, 'lme4'), '.json').map((file) => {
    const fit = read<Lme4File>(file);
    return {
      name: `lme4 ${fit.name}`,
      file: path.join(path.dirname(file), fit.data ?? `${fit.name}.csv`),
      response: responseOf(fit.formula),
      terms: termsOf(fit.components),
      method: fit.REML ? 'REML' : 'ML',
      criterion: fit.criterion,
      exact: null,
    };
  });
}

interface BrennanEntry {
  readonly ems_exact: Readonly<Record<string, number>>;
  readonly reml: {
    readonly formula: string;
    readonly vc: Readonly<Record<string, number>>;
    readonly REMLcrit: number;
  };
}

function brennanFits(root: string): ReferenceFit[] {
  const folder = path.join(root, 'brennan');
  return filesIn(folder, '.json').flatMap((file) =>
    Object.entries(read<Record<string, BrennanEntry>>(file)).map(([name, entry]) => ({
      name: `Brennan ${name}`,
      file: path.join(folder, `${name}.csv`),
      response: responseOf(entry.reml.formula),
      terms: termsOf(entry.reml.vc),
      method: 'REML' as const,
      criterion: entry.reml.REMLcrit,
      // The component that the model leaves to the residual goes by another name there.
      exact: Object.fromEntries(
        Object.entries(entry.ems_exact).map(([term, value]) => [
          term in entry.reml.vc ? term : 'Residual',
          value,
        ]),
      ),
    })),
  );
}

interface UnbalancedEntry {
  readonly data: string;
  readonly response: string;
  readonly terms: readonly string[];
  readonly criterion: number;
}

function unbalancedFits(root: string): ReferenceFit[] {
  const folder = path.join(root, 'unbalanced');
  return filesIn(folder, '.json').flatMap((file) =>
    read<UnbalancedEntry[]>(file).map((entry) => ({
      name: `unbalanced ${entry.data}`,
      file: path.join(folder, entry.data),
      response: entry.response,
      terms: entry.terms.map((term) => term.split(':')),
      method: 'REML' as const,
      criterion: entry.criterion,
      exact: null,
    })),
  );
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

function responseOf(formula: string): string {
  return formula.split('~')[0].trim();
}

function termsOf(components: Readonly<Record<string, number>>): string[][] {
  return Object.keys(components)
    .filter((term) => term !== 'Residual')
    .map((term) => term.split(':'));
}
