import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, scalarOf, textOf } from '../fields.ts';
import type { Origin } from '../origin.ts';
import { timeOf } from '../origin.ts';
import { shortHash } from '../short-hash.ts';

/** What the header of an Inspect log says about all of its samples. */
export interface LogHeader {
  readonly model: string;
  readonly task: string;
  /** The solver, or the steps of the plan, with what sets them apart. */
  readonly prompt: string;
  /** Names of the scorers, for samples that have no score. */
  readonly scorers: readonly string[];
  /** Model that grades, by scorer; `''` where one grades for all. */
  readonly graders: ReadonlyMap<string, string>;
  readonly status: string | null;
  readonly origin: Origin;
}

/** Arguments of a task that change how it is asked, not what is asked. */
const PROMPTING = /shot|cot|prompt|template|instruct|system|reason|think|solver|strategy/i;
/** Parameters of a solver that do not change what the model sees. */
const TECHNICAL =
  /^(max_tokens|tool_calls|kwargs|params|max_connections|cache|timeout|max_messages)$/;
const LONGEST = 40;

/** Reads `header.json`, `_journal/start.json` or the top level of a log in JSON. */
export function readHeader(header: Fields): LogHeader {
  const log = fieldsOf(header.eval) ?? {};
  const scorers = listOf(log.scorers).length > 0 ? log.scorers : at(header, 'results', 'scores');
  const names = listOf(scorers).flatMap((scorer) => nameOf(at(scorer, 'name')) ?? []);
  return {
    model: nameOf(log.model) ?? '(none)',
    task: taskOf(log),
    prompt: promptOf(log, header),
    scorers: [...new Set(names)],
    graders: gradersOf(log),
    status: textOf(header.status),
    origin: originOf(log, header),
  };
}

/** Whether this is the header of a log and not any other object. */
export function isHeader(value: unknown): value is Fields {
  return nameOf(at(value, 'eval', 'task')) !== null && at(value, 'eval', 'model') !== undefined;
}

/** A log that is copied or written in the other form keeps these; that of another run has others. */
function originOf(log: Fields, header: Fields): Origin {
  const created = textOf(log.created) ?? textOf(at(header, 'stats', 'started_at'));
  const own = nameOf(log.run_id) ?? nameOf(log.eval_id);
  const ids = [own, log.task_id, created].flatMap((id) => nameOf(id) ?? []);
  return {
    run: own === null ? null : ids.join(' '),
    series: nameOf(log.task_id),
    time: timeOf(created),
    finished: header.status === 'success',
  };
}

function taskOf(log: Fields): string {
  const name = nameOf(log.task) ?? '(none)';
  const passed = argumentsOf(log.task_args_passed, (key) => !PROMPTING.test(key));
  return passed ? `${name}(${passed})` : name;
}

function promptOf(log: Fields, header: Fields): string {
  const args = argumentsOf(log.task_args_passed ?? log.task_args, (key) => PROMPTING.test(key));
  const solver = solverOf(log, header);
  return args ? `${solver}, ${args}` : solver;
}

function solverOf(log: Fields, header: Fields): string {
  const name = textOf(log.solver);
  if (name) {
    const args = argumentsOf(log.solver_args_passed ?? log.solver_args, isTelling);
    return args ? `${name}(${args})` : name;
  }
  const steps = listOf(at(header, 'plan', 'steps')).flatMap((step) => {
    const solver = textOf(at(step, 'solver'));
    if (!solver) return [];
    const params = argumentsOf(at(step, 'params_passed') ?? at(step, 'params'), isTelling);
    return [params ? `${solver}(${params})` : solver];
  });
  // Every plan ends by generating; saying so tells nothing apart.
  if (steps.length > 1 && steps.at(-1) === 'generate') steps.pop();
  return steps.join(' + ') || '(none)';
}

function isTelling(key: string): boolean {
  return !TECHNICAL.test(key);
}

/** `key=value` of the wanted arguments; long texts, such as templates, by their hash. */
function argumentsOf(value: unknown, wanted: (key: string) => boolean): string {
  const fields = fieldsOf(value) ?? {};
  return Object.keys(fields)
    .filter(wanted)
    .flatMap((key) => {
      const inner = fields[key];
      const scalar = scalarOf(inner, LONGEST);
      if (scalar !== null) return [`${key}=${String(scalar).trim()}`];
      return typeof inner === 'string' && inner !== '' ? [`${key}=#${shortHash(inner)}`] : [];
    })
    .join(', ');
}

function gradersOf(log: Fields): Map<string, string> {
  const graders = new Map<string, string>();
  const role = log.model_roles;
  const shared = nameOf(at(role, 'grader', 'model')) ?? nameOf(at(role, 'grader'));
  if (shared) graders.set('', shared);
  for (const scorer of listOf(log.scorers)) {
    const name = nameOf(at(scorer, 'name'));
    const options = at(scorer, 'options');
    const model =
      nameOf(at(options, 'grader_model')) ??
      nameOf(at(options, 'model')) ??
      listOf(at(options, 'model'))
        .flatMap((m) => nameOf(m) ?? [])
        .join(' + ');
    if (name && model) graders.set(name, model);
  }
  return graders;
}
