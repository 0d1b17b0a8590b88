import type { Problem } from '../domain/problem.ts';
import { arrowIpc } from './arrow-ipc.ts';
import { bigBench } from './big-bench/scores.ts';
import { bigBenchTask } from './big-bench/task.ts';
import { delimited } from './delimited.ts';
import { everyEvalEverAggregates } from './every-eval-ever/aggregates.ts';
import { everyEvalEverInstances } from './every-eval-ever/instances.ts';
import { unknownFormat } from './foreign.ts';
import type { TableFormat } from './format.ts';
import { helmLeaderboard } from './helm/leaderboard.ts';
import { humanGeneralization } from './human-generalization.ts';
import { withFrames } from './inspect/frame.ts';
import { inspectHumanScores } from './inspect/human-scores.ts';
import { inspectListing } from './inspect/listing.ts';
import { inspectJson } from './inspect/log-json.ts';
import { inspectEval } from './inspect/log-zip.ts';
import { jsonObject } from './json-object/json-object.ts';
import { jsonArray, jsonLines } from './json.ts';
import { alpacaEval } from './judgments/alpaca-eval.ts';
import { alpacaLeaderboard } from './judgments/alpaca-leaderboard.ts';
import { answersAlone } from './judgments/answers.ts';
import { arenaVotes } from './judgments/arena-votes.ts';
import { battleTable } from './judgments/battle-table.ts';
import { battles } from './judgments/battles.ts';
import { llmComparator } from './judgments/llm-comparator.ts';
import { mtBenchQuestions } from './judgments/mt-bench-questions.ts';
import { vicunaReviews } from './judgments/vicuna-reviews.ts';
import { lightevalResults } from './lighteval/results.ts';
import { lmEvalResults } from './lm-eval/results.ts';
import { openaiEvals } from './openai-evals/log.ts';
import { openaiOutputItems } from './openai-evals/output-items.ts';
import { promptfoo } from './promptfoo/results.ts';
import { promptfooTable } from './promptfoo/table.ts';
import { ruled } from './ruled.ts';
import { selfRecognitionIndividual } from './self-recognition/individual.ts';
import { selfRecognitionPairs } from './self-recognition/pairs.ts';
import type { Source } from './source.ts';

/** The registered formats; parquet is added by whoever can start its WebAssembly. */
export function formats(parquet: TableFormat): readonly TableFormat[] {
  return [
    inspectEval,
    inspectJson,
    inspectHumanScores,
    inspectListing,
    lmEvalResults,
    everyEvalEverInstances,
    everyEvalEverAggregates,
    openaiEvals,
    openaiOutputItems,
    promptfoo,
    promptfooTable,
    alpacaEval,
    answersAlone,
    alpacaLeaderboard,
    battles,
    battleTable,
    mtBenchQuestions,
    arenaVotes,
    vicunaReviews,
    llmComparator,
    lightevalResults,
    helmLeaderboard,
    bigBench,
    bigBenchTask,
    selfRecognitionPairs,
    selfRecognitionIndividual,
    humanGeneralization,
    withFrames(parquet),
    withFrames(arrowIpc),
    jsonObject,
    withFrames(jsonArray),
    withFrames(jsonLines),
    withFrames(delimited),
    withFrames(ruled),
  ];
}

/** The format that is surest about the file's first bytes, or the Problem that none is. */
export function detect(source: Source, known: readonly TableFormat[]): TableFormat | Problem {
  if (source.size === 0) return problem(source, 'empty-file', 'This file is empty.', '0 bytes');
  let best: TableFormat | null = null;
  let sureness = 0;
  for (const format of known) {
    const score = format.recognise(source);
    if (score > sureness) [best, sureness] = [format, score];
  }
  if (best) return best;
  if (source.gzip && source.head.length === 0)
    return problem(source, 'damaged-gzip', 'This gzip file is damaged.', 'gzip without content');
  return unknownFormat(source);
}

function problem(source: Source, code: string, message: string, found: string): Problem {
  return {
    code,
    severity: 'error',
    message,
    file: source.name,
    found,
    expected: 'a table as CSV, TSV, JSON, JSON lines, Parquet or Arrow, also gzip',
    wayOn: 'Export the results as a table, one row per scored response.',
  };
}
