import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, textOf } from '../fields.ts';
import { timeOf } from '../origin.ts';
import { shots } from '../prompt-label.ts';

/** What the first line of a run says about all of its samples. */
export interface Spec {
  readonly run: string;
  /** When the run began, in milliseconds since 1970. */
  readonly time: number | null;
  readonly model: string;
  /** The model that grades, where another one than the graded was named; null where none grades. */
  readonly grader: string | null;
  readonly task: string;
  readonly prompt: string | null;
}

/** The spec of a line, or null for the other events. */
export function specOf(record: Fields): { run: string; spec: Spec } | null {
  const spec = fieldsOf(record.spec);
  if (!spec) return null;
  const completions = listOf(spec.completion_fns).flatMap((name) => nameOf(name) ?? []);
  const name = nameOf(spec.eval_name) ?? nameOf(spec.base_eval);
  const args = at(spec, 'run_config', 'eval_spec', 'args');
  const few = at(args, 'num_few_shot');
  const cls = textOf(at(spec, 'run_config', 'eval_spec', 'cls')) ?? '';
  // Where a model grades, it is the last of those that are named, be it the only one.
  const grader =
    cls.includes('modelgraded') || at(args, 'modelgraded_spec') !== undefined
      ? (completions.at(-1) ?? null)
      : null;
  const models = grader !== null && completions.length > 1 ? completions.slice(0, -1) : completions;
  return {
    run: nameOf(spec.run_id) ?? '',
    spec: {
      run: nameOf(spec.run_id) ?? '',
      time: timeOf(spec.created_at),
      model: models.join(' + ') || (nameOf(spec.model_name) ?? '(none)'),
      grader,
      task: name ?? '(none)',
      prompt: typeof few === 'number' ? shots(few) : null,
    },
  };
}

/** The system message of a rendered prompt, which is a list of messages or one text. */
export function systemMessage(prompt: unknown): string | null {
  const message = listOf(prompt).find((part) => at(part, 'role') === 'system');
  return textOf(at(message, 'content'));
}

/** The last thing the user says in a rendered prompt, or in the sample that it was made from. */
export function questionOf(prompt: unknown): string | null {
  if (typeof prompt === 'string') return prompt;
  const sample = fieldsOf(prompt);
  if (sample) return questionOf(sample.input ?? null);
  const asked = listOf(prompt).filter((part) => at(part, 'role') !== 'assistant');
  return textOf(at(asked.at(-1), 'content'));
}
