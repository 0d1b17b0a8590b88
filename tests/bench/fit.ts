import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ProblemError } from '../../src/domain/problem.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { VarianceFit } from '../../src/stats/variance/types.ts';
import { openNodeEngine } from '../tooling/node-engine.ts';
import { openNodeKernels } from '../tooling/node-kernels.ts';
import { fitFile, processorMs } from './fit-file.ts';
import type { FileFit } from './fit-file.ts';

const USAGE =
  'usage: npm run --silent fit -- <data.csv> --response <column> --terms "a,b,a:b" [--ml]';

/** Ends with one line on stderr. */
class UsageError extends Error {}

function parse(args: readonly string[]): FileFit {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      response: { type: 'string' },
      terms: { type: 'string' },
      ml: { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.response || !values.terms) throw new UsageError(USAGE);
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  return {
    file,
    response: values.response,
    terms: parseTerms(values.terms, values.response),
    method: values.ml ? 'ML' : 'REML',
  };
}

function parseTerms(text: string, response: string): string[][] {
  const seen = new Set<string>();
  return text.split(',').map((term) => {
    const facets = term.split(':').map((facet) => facet.trim());
    if (facets.some((facet) => facet === '')) throw new UsageError(`not a term: "${term.trim()}"`);
    if (new Set(facets).size < facets.length) {
      throw new UsageError(`a term names a column twice: "${term.trim()}"`);
    }
    if (facets.includes(response)) throw new UsageError(`the response is no term: "${response}"`);
    const key = JSON.stringify(facets.toSorted());
    if (seen.has(key)) throw new UsageError(`a term is given twice: "${term.trim()}"`);
    seen.add(key);
    return facets;
  });
}

const round = (ms: number) => Math.round(ms * 10) / 10;

function describe(fit: VarianceFit) {
  return {
    n: fit.n,
    components: Object.fromEntries(fit.components.map((c) => [c.term, c.variance])),
    criterion: fit.criterion,
    iterations: fit.record.iterations,
    evaluations: fit.record.evaluations,
    boundary: fit.components.filter((c) => c.boundary).map((c) => c.term),
    refused: fit.refused,
    processorMsOf: fit.record.milliseconds,
  };
}

/** A design that leaves nothing to fit is an answer too: no components, and why. */
function describeRefusal(problem: Problem, terms: FileFit['terms']) {
  const { code, message } = problem;
  const refused = problem.field
    ? [{ term: problem.field, code, message }]
    : terms.map((facets) => ({ term: facets.join(':'), code, message }));
  return {
    n: null,
    components: {},
    criterion: null,
    iterations: 0,
    evaluations: 0,
    boundary: [],
    refused,
  };
}

async function main(): Promise<void> {
  const request = parse(process.argv.slice(2));
  const begin = performance.now();
  const engine = await openNodeEngine();
  const kernels = await openNodeKernels();
  const open = performance.now() - begin;
  const opened = processorMs();
  const { fit, ms } = await fitFile(engine, kernels, request);
  const output = fit.ok ? describe(fit.value) : describeRefusal(fit.problem, request.terms);
  const times = {
    open: round(open),
    load: round(ms.load),
    sql: round(ms.sql),
    fit: round(ms.fit),
    total: round(performance.now() - begin),
  };
  const used = {
    processorMs: round(processorMs() - opened),
    peakBytes: 1024 * process.resourceUsage().maxRSS,
  };
  console.log(JSON.stringify({ ...output, ms: times, ...used }));
}

main().catch((error: unknown) => {
  const known =
    error instanceof UsageError ||
    error instanceof ProblemError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE'));
  if (!known) throw error;
  console.error((error as Error).message.split('\n')[0]);
  process.exitCode = 1;
});
