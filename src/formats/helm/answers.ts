import { failureKind } from '../failure-kind.ts';
import { at, fieldsOf, listOf, nameOf, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { Entry } from '../group.ts';
import { readList, readObjects } from '../json-stream.ts';
import { Source } from '../source.ts';
import { perturbationOf } from './metrics.ts';

/** What is known of an instance. */
export interface Instance {
  readonly text: string | null;
  readonly split: string | null;
}

/** What the model wrote for an instance in one trial. */
export interface Answer {
  readonly response: string | null;
  /** Why the model gave none. */
  readonly failure: string | null;
}

/** What the files of a run say beside its scores. */
export interface Said {
  instance(id: string | null, perturbation: string | null): Instance | null;
  answer(id: string | null, perturbation: string | null, trial: number): Answer | null;
}

/** Files that say it; what is null is not read. */
export interface SaidFiles {
  readonly instances: Entry | null;
  readonly predictions: Entry | null;
  readonly state: Entry | null;
}

/** Trials of a record, from 0. */
export function trialOf(record: Fields): number {
  return numberOf(record.train_trial_index) ?? 0;
}

/** Reads instances, from the state of the run where they have no file, and what the model wrote. */
export async function readSaid({ instances, predictions, state }: SaidFiles): Promise<Said> {
  const known = new Map<string, Instance>();
  const answers = new Map<string, Answer>();
  if (instances)
    for await (const record of objectsOf(instances))
      keepFirst(known, keyOf(record), readInstance(record));
  if (state)
    for await (const record of objectsOf(state, ['request_states'])) {
      const instance = fieldsOf(record.instance) ?? {};
      keepFirst(known, keyOf(instance), readInstance(instance));
      keepFirst(answers, keyOf(instance, trialOf(record)), {
        response: textOf(at(listOf(at(record, 'result', 'completions'))[0], 'text')),
        failure:
          at(record, 'result', 'success') === false
            ? (failureKind(at(record, 'result', 'error')) ?? 'error')
            : null,
      });
    }
  if (predictions)
    for await (const record of objectsOf(predictions))
      keepFirst(answers, answerKey(record), {
        response: textOf(record.predicted_text),
        failure: null,
      });
  return {
    instance: (id, perturbation) =>
      known.get(key(id, perturbation)) ?? known.get(key(id, null)) ?? null,
    answer: (id, perturbation, trial) => answers.get(key(id, perturbation, trial)) ?? null,
  };
}

function readInstance(instance: Fields): Instance {
  return {
    text:
      textOf(at(instance, 'input', 'text')) ??
      textOf(at(instance, 'input')) ??
      textOf(at(listOf(at(instance, 'input', 'messages')).at(-1), 'content')),
    split: nameOf(instance.split),
  };
}

async function* objectsOf(entry: Entry, path?: readonly string[]): AsyncGenerator<Fields> {
  const source = await Source.open(await entry.content(), entry.path);
  for await (const { records } of path ? readList(source, path) : readObjects(source))
    for (const record of records) if (typeof record !== 'string') yield record;
}

function keyOf(instance: Fields, trial: number | null = null): string {
  return key(nameOf(instance.id), perturbationOf(instance.perturbation), trial);
}

function answerKey(prediction: Fields): string {
  const perturbation = perturbationOf(prediction.perturbation);
  return key(nameOf(prediction.instance_id), perturbation, trialOf(prediction));
}

function key(id: string | null, perturbation: string | null, trial: number | null = null): string {
  return JSON.stringify([id, perturbation, trial]);
}

function keepFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}
