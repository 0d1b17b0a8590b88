import type { Entry } from '../group.ts';
import type { SaidFiles } from './answers.ts';
import { Source } from '../source.ts';
import { isAnswerScore, isLikelihood } from './metrics.ts';
import type { RunFolder } from './parts.ts';

/** Which files of a run are read, and for what. */
export interface Plan extends SaidFiles {
  readonly spec: Entry | null;
  /** What holds the scores: of each response, or in all. */
  readonly from: 'predictions' | 'stats' | 'totals' | null;
  readonly scores: Entry | null;
}

/**
 * Plans the reading of a run. Scores are those of the predictions; where these show none, as for scenarios
 * that HELM's schema does not list, those of the statistics per instance; else those of the whole run.
 */
export async function planOf({ spec, parts }: RunFolder): Promise<Plan> {
  const part = (name: Parameters<typeof parts.get>[0]): Entry | null => parts.get(name) ?? null;
  const [predictions, stats, state] = [part('predictions'), part('stats'), part('state')];
  const shown = predictions && (!stats || showsScores(await predictions.head()));
  const from = shown ? 'predictions' : stats ? 'stats' : part('totals') ? 'totals' : null;
  const each = from === 'predictions' || from === 'stats';
  const instances = each ? part('instances') : null;
  // The state is long. It says what failed where a prediction is empty, and what nothing else says.
  const telling =
    !instances || (predictions ? await hasEmptyAnswers(predictions, state) : from === 'stats');
  return {
    spec,
    from,
    scores: from && part(from),
    instances,
    predictions: from === 'stats' ? predictions : null,
    state: each && telling ? state : null,
  };
}

/** Files of a plan, each once. */
export function filesOf({ spec, scores, instances, predictions, state }: Plan): Entry[] {
  const files = [spec, scores, instances, predictions, state];
  return [...new Set(files.filter((entry) => entry !== null))];
}

/** Whether the statistics that predictions begin with have a score among them. */
function showsScores(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head);
  for (const [, stats] of text.matchAll(/"stats"\s*:\s*\{([^{}]*)/g))
    for (const [, name] of stats.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g))
      if (isAnswerScore(name) || isLikelihood(name)) return true;
  return false;
}

/** Characters that may stand between two pieces of a file. */
const SEAM = 64;

async function hasEmptyAnswers(predictions: Entry, state: Entry | null): Promise<boolean> {
  if (!state) return false;
  let before = '';
  try {
    const source = await Source.open(await predictions.content(), predictions.path);
    for await (const { bytes } of source.chunks()) {
      const text = before + new TextDecoder().decode(bytes);
      if (/"predicted_text"\s*:\s*""/.test(text)) return true;
      before = text.slice(-SEAM);
    }
  } catch {
    // Damaged: whoever reads it says so.
  }
  return false;
}
