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
  readonly task: string;
  readonly prompt: string | null;
}

/** The spec of a line, or null for the other events. */
export function specOf(record: Fields): { run: string; spec: Spec } | null {
  const spec = fieldsOf(record.spec);
  if (!spec) return null;
  const completions = listOf(spec.completion_fns).flatMap((name) => nameOf(name) ?? []);
  const name = nameOf(spec.eval_name) ?? nameOf(spec.base_eval);
  const few = at(spec, 'run_config', 'eval_spec', 'args', 'num_few_shot');
  return {
    run: nameOf(spec.run_id) ?? '',
    spec: {
      run: nameOf(spec.run_id) ?? '',
      time: timeOf(spec.created_at),
      model: completions.join(' + ') || (nameOf(spec.model_name) ?? '(none)'),
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

/** The last thing the user says in a rendered prompt. */
export function questionOf(prompt: unknown): string | null {
  if (typeof prompt === 'string') return prompt;
  const asked = listOf(prompt).filter((part) => at(part, 'role') !== 'assistant');
  return textOf(at(asked.at(-1), 'content'));
}
