import { hasJudgements } from '../../domain/dataset.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { JudgesOptions } from './options.ts';
import { NOTHING_JUDGED } from './report.ts';
import type { JudgesReport } from './report.ts';
import { listed } from './words.ts';

/** Why the view has nothing to say, and options that would give it something. */
export interface JudgesAbsence {
  readonly title: string;
  readonly message: string;
  readonly ways: readonly { readonly label: string; readonly options: JudgesOptions }[];
}

const KINDS =
  'Pairs of texts with a judge’s choice: MT-bench or Arena pairs, AlpacaEval annotations, LLM Comparator files, results of self-recognition studies. Or judgements of single texts: a table with model, item, score and rater, the rater being the judge. The sample study Own words shows it.';

/** What files would be needed, before anything is asked; null where some are there. */
export function absentJudgements(dataset: Dataset): JudgesAbsence | null {
  if (hasJudgements(dataset)) return null;
  return {
    title: 'No judgements in these files',
    message: `This view asks whether judges favour their own texts. It needs to know who judged and who wrote. ${KINDS}`,
    ways: [],
  };
}

/** Why no judge has texts of its own among those it judged. */
export function absentOwnTexts(report: JudgesReport, options: JudgesOptions): JudgesAbsence {
  const judges = report.names.filter((n) => n.judges && !n.isPerson).map((n) => n.name);
  const people = report.names.filter((n) => n.judges && n.isPerson).map((n) => n.name);
  const narrowed = options.sources !== null || options.datasets !== null;
  const who =
    judges.length > 0
      ? `The ${judges.length === 1 ? 'judge is' : 'judges are'} ${listed(judges)}.`
      : people.length > 0
        ? `Only people judged: ${listed(people)}.`
        : 'These files do not say who judged.';
  return {
    title: 'No judge chose between a text of its own and another',
    message: `${who} Own texts are known by the names: the judge’s and the writer’s have to be the same, or of one family. Edit the map of families, or who counts as a person, below.`,
    ways: [
      ...(narrowed
        ? [
            {
              label: 'With all sources and data sets',
              options: { ...options, sources: null, datasets: null },
            },
          ]
        : []),
      ...(options.own === 'own'
        ? [{ label: 'Count the family as own', options: { ...options, own: 'family' as const } }]
        : []),
    ],
  };
}

/** What is missing for judges against people; null where it is there, or nothing was compared. */
export function absentPeople(
  report: JudgesReport,
): { readonly title: string; readonly message: string } | null {
  if (report.judged === NOTHING_JUDGED || report.judged.people || report.answer.comparisons === 0)
    return null;
  const judges = report.names.filter((n) => n.judges);
  const people = judges.filter((n) => n.isPerson).map((n) => n.name);
  if (people.length > 0 && people.length === judges.length) return null;
  return {
    title: 'Judges against people, and win shares corrected by people, need both on the same pairs',
    message:
      people.length === 0
        ? 'No judge here is a person. Drop people’s verdicts on the same items and writers beside these files, or say below which names are people’s.'
        : `${listed(people)} judged no pair of texts that a model judged too: item, data set and both writers have to be the same.`,
  };
}
