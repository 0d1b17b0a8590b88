import { ABSENT_LEVEL } from '../../domain/observation.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { nameOf, textOf, writtenOf } from '../fields.ts';
import type { Entry, Group, GroupFormat } from '../group.ts';
import { readObjects, readRest } from '../json-stream.ts';
import { baseName, stem } from '../names.ts';
import { readJson } from '../parse-json.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { firstRecords } from '../sample-records.ts';
import { Source } from '../source.ts';
import { readSaid, trialOf } from './answers.ts';
import type { IsScore, Scored } from './metrics.ts';
import {
  displayedScores,
  isAnswerScore,
  isLikelihood,
  perturbationOf,
  statedScores,
  statNames,
} from './metrics.ts';
import type { RunFolder } from './parts.ts';
import { runFolders } from './parts.ts';
import type { Plan } from './plan.ts';
import { filesOf, planOf } from './plan.ts';
import { readFolder, readRunSpec } from './run-spec.ts';
import { totals } from './totals.ts';

const ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  run: 'run',
  metric: 'facet',
  split: 'facet',
  perturbation: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const;

/** A run of HELM: the folder of its specification, its instances and what was predicted for them. */
export const helm: GroupFormat = {
  id: 'helm',
  label: 'HELM run',
  async claim(entries) {
    const runs = await runFolders(entries);
    const planned = await Promise.all(runs.map(async (run) => ({ run, plan: await planOf(run) })));
    return planned.map(({ run, plan }): Group => {
      const read = filesOf(plan);
      const rest = [...run.parts.values()].filter((entry) => !read.includes(entry));
      return {
        name: run.folder || read[0].path,
        format: { id: this.id, label: this.label },
        entries: read,
        context: [],
        aside: [...rest, ...run.aside],
        open: () => open(run, plan),
      };
    });
  },
};

/** The specification, or the state of the run without its requests. */
async function specOf(spec: Entry, isState: boolean): Promise<unknown> {
  const content = await spec.content();
  if (!isState) return readJson(content, spec.path);
  return readRest(await Source.open(content, spec.path), ['request_states']);
}

async function open({ folder, parts }: RunFolder, plan: Plan): Promise<Table> {
  const { spec, from, scores } = plan;
  if (!from || !scores) throw noScores(filesOf(plan)[0].path);
  const name = baseName(folder);
  const said = spec && readRunSpec(await specOf(spec, spec === parts.get('state')), name);
  if (spec && !said) throw noModel(spec.path);
  const { named, ...run } = said ? { ...said, named: true } : readFolder(name || stem(scores.path));
  if (from === 'totals') return totals(run, scores, named);
  const known = await readSaid(plan);
  const source = await Source.open(await scores.content(), scores.path);
  const scoredOf = from === 'predictions' ? fromPrediction : statedScores;
  const sampled = await firstRecords(readObjects(source));
  const answered = sampled.some((record) => statNames(record).some(isAnswerScore));
  const isScore = answered ? isAnswerScore : isLikelihood;
  return recordTable({
    roles: ROLES,
    kind: 'observations',
    ...(named ? {} : { asks: { model: run.model } }),
    async *read(rows) {
      const seen = new Seen();
      yield* eachRecord(readObjects(source), rows, (record, row) => {
        const item = nameOf(record.instance_id);
        const trial = trialOf(record);
        const all = scoredOf(record, isScore);
        seen.meet(
          item ?? '',
          row,
          all.some(({ scores }) => scores.length > 0),
        );
        for (const { perturbation, split, scores } of all) {
          const instance = known.instance(item, perturbation);
          const answer = known.answer(item, perturbation, trial);
          for (const [metric, score] of scores)
            if (
              seen.isNew(item, writtenOf(record.perturbation) ?? perturbation, split, trial, metric)
            )
              rows.add({
                ...run,
                item,
                // Trials are counted from 0, runs from 1.
                run: String(trial + 1),
                metric,
                split: split ?? instance?.split ?? ABSENT_LEVEL,
                perturbation: perturbation ?? 'none',
                score,
                failure: answer?.failure ?? (score === null ? 'unscored' : null),
                text: instance?.text ?? null,
                response: textOf(record.predicted_text) ?? answer?.response ?? null,
              });
        }
      });
      for (const [item, row] of seen.unscored) rows.skip('an instance without a score', row, item);
      yield source.size;
    },
  });
}

/**
 * What a file has said so far: ranking gives a prediction per document with the scores of the whole
 * instance, and each of several metrics its own record of an instance.
 */
class Seen {
  readonly #scored = new Set<string>();
  /** Instances without a score yet, with their first record. */
  readonly unscored = new Map<string, number>();
  readonly #cells = new Set<string>();

  meet(item: string, row: number, scored: boolean): void {
    if (scored) {
      this.#scored.add(item);
      this.unscored.delete(item);
    } else if (!this.#scored.has(item) && !this.unscored.has(item)) this.unscored.set(item, row);
  }

  isNew(item: string | null, ...cell: readonly (string | number | null)[]): boolean {
    if (item === null) return true;
    const { size } = this.#cells;
    return this.#cells.add([item, ...cell].join('\0')).size > size;
  }
}

function fromPrediction(record: Fields, isScore: IsScore): Scored[] {
  const perturbation = perturbationOf(record.perturbation);
  const scores = displayedScores(record, isScore);
  return [{ perturbation, split: nameOf(record.split), scores }];
}

function noModel(file: string): ProblemError {
  return new ProblemError({
    code: 'damaged-helm-run',
    severity: 'error',
    message: 'The specification of this HELM run names no model.',
    file,
    field: 'adapter_spec.model',
    found: 'nothing',
    expected: 'the model that was run',
    wayOn: 'Copy the whole folder of the run again.',
  });
}

function noScores(file: string): ProblemError {
  return new ProblemError({
    code: 'helm-run-without-scores',
    severity: 'error',
    message: 'This HELM run has no scores: it is not finished, or only some of its files are here.',
    file,
    found: 'how the model was asked, and no statistics',
    expected: 'display_predictions.json, per_instance_stats.json or stats.json of the run',
    wayOn: 'Finish the run, or copy the whole folder of the run.',
  });
}
