import type { JudgesOptions } from '../../../../src/analyses/judges/options.ts';
import { DEFAULT_JUDGES_OPTIONS } from '../../../../src/analyses/judges/options.ts';
import type { JudgesReport } from '../../../../src/analyses/judges/report.ts';
import { runJudged, runJudges } from '../../../../src/client/run-judges.ts';
import type { Dataset } from '../../../../src/domain/dataset.ts';
import type { Database } from '../../../../src/protocol/database.ts';
import { inProcessJudges } from '../../client/in-process-judges.ts';
import { openSession, textFile } from '../../workers/open-session.ts';

/** What the view is given, from the database and the judges worker's inside. */
export async function reportOf(
  at: ReturnType<typeof openSession>,
  dataset: Dataset,
  options: JudgesOptions = DEFAULT_JUDGES_OPTIONS,
): Promise<JudgesReport> {
  const database = at.session as unknown as Database;
  const worker = inProcessJudges();
  const report = await runJudges(database, worker, dataset, options);
  const judged = await runJudged(database, worker, dataset, options);
  if (!report.ok) throw new Error(report.problem.message);
  if (!judged.ok) throw new Error(judged.problem.message);
  return { ...report.value, judged: judged.value };
}

/** A verdict as an Arena battle has it. */
export interface Battle {
  readonly question_id: string;
  readonly model_a: string;
  readonly model_b: string;
  readonly winner: 'model_a' | 'model_b' | 'tie';
  readonly judge: string;
}

const session = openSession();

/** The report on battles alone; one after another, since they share a database. */
export async function reportOfBattles(battles: readonly Battle[]): Promise<JudgesReport> {
  await session.session.clear();
  const text = battles.map((battle) => JSON.stringify(battle)).join('\n');
  const { dataset } = await session.take(textFile('battles.jsonl', text));
  return reportOf(session, dataset);
}
