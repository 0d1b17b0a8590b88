import { directed, fixed, percent } from '../../domain/format.ts';
import type { Sentence } from '../../domain/panel.ts';
import type { SingleAnswer } from '../../stats/judges/single-texts.ts';
import type { AdjustedPreference, SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesOptions } from './options.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import { decimalsOf, intervalSpan, listed, wordCount } from './words.ts';

/** Above this share of examples, the order and not the text decides most answers of a judge. */
export const MOSTLY_ORDER = 0.7;

/** Do judges favour their own texts, and by how much? The answer of the view. */
export function answerSentence(self: SelfPreference, options: JudgesOptions): Sentence {
  const texts = options.own === 'own' ? 'their own texts' : 'texts of their own family';
  const { adjusted } = self;
  if (adjusted !== null) return adjustedSentence(adjusted, texts);
  const mean = self.preference;
  if (mean === null) return recognitionOnly(self, texts);
  const d = decimalsOf(mean);
  const write = (x: number): string => fixed(x, d);
  const favours = mean.low !== null && mean.low > 0.5;
  const slights = mean.high !== null && mean.high < 0.5;
  const start = favours
    ? `Judges favour ${texts}: they prefer them with probability `
    : slights
      ? `Judges do not favour ${texts}: they prefer them with probability `
      : `That judges favour ${texts} cannot be told: they prefer them with probability `;
  return [
    { text: start },
    { text: write(mean.value), role: 'answer' },
    { text: ', where 0.5 is even ' },
    intervalSpan(mean, write),
    { text: '.' },
  ];
}

function adjustedSentence({ excess }: AdjustedPreference, texts: string): Sentence {
  const d = decimalsOf(excess);
  const write = (x: number): string => directed(x, d);
  const favours = excess.low !== null && excess.low > 0;
  const slights = excess.high !== null && excess.high < 0;
  return [
    {
      text: favours
        ? `Judges favour ${texts} more than people do, by `
        : slights
          ? `Judges favour ${texts} less than people do, by `
          : `At equal human judgement, that judges favour ${texts} cannot be told: the difference is `,
    },
    { text: write(excess.value), role: 'answer' },
    { text: ' on a scale from 0 to 1 ' },
    intervalSpan(excess, write),
    { text: '.' },
  ];
}

function recognitionOnly(self: SelfPreference, texts: string): Sentence {
  const mean = self.recognition;
  if (mean === null)
    return [{ text: `No judge gave an answer about ${texts} that could be read as a number.` }];
  const write = (x: number): string => fixed(x, decimalsOf(mean));
  return [
    { text: `Judges tell ${texts} from others with probability ` },
    { text: write(mean.value), role: 'answer' },
    { text: ', where 0.5 is chance ' },
    intervalSpan(mean, write),
    { text: '. These files do not say what they prefer.' },
  ];
}

/** What stands behind the answer, and what it is not. */
export function underSentence(report: JudgesReport, self: SelfPreference): string {
  const parts: string[] = [];
  const judges = wordCount(self.judges.length, 'judge');
  if (self.adjusted)
    parts.push(
      `Adjusted for quality: on the texts that both judged, judges prefer their own with probability ${fixed(self.adjusted.judges.value, 2)} and people with ${fixed(self.adjusted.people.value, 2)}; ${wordCount(self.adjusted.byJudge.length, 'judge')}, each counting once.`,
    );
  else if (self.preference)
    parts.push(
      `Not adjusted for quality: no person judged these texts, so their own may be the better ones. The mean is over ${judges}, each counting once.`,
    );
  if (self.line) {
    const { r, low, high, n } = self.line;
    const interval =
      low === null || high === null ? '' : ` (95 % interval ${fixed(low, 2)} to ${fixed(high, 2)})`;
    const few = n < 6 ? `; ${wordCount(n, 'judge is', 'judges are')} few` : '';
    parts.push(
      `Preference goes with recognition: r is ${fixed(r, 2)} over ${wordCount(n, 'judge')}${interval}${few}.`,
    );
  }
  const byOrder = self.judges.filter((s) => (s.preferredOrders?.ambiguous ?? 0) > MOSTLY_ORDER);
  if (byOrder.length > 0)
    parts.push(
      `For ${listed(byOrder.map((s) => nameOf(report, s.judge)))}, ${percent(Math.min(...byOrder.map((s) => s.preferredOrders!.ambiguous)))} of the preferences${byOrder.length > 1 ? ' or more' : ''} follow the order of the texts, not the texts.`,
    );
  return parts.join(' ');
}

/** The answer where texts were judged one at a time only. */
export function singleAnswerSentence(singles: SingleAnswer, options: JudgesOptions): Sentence {
  const texts = options.own === 'own' ? 'their own texts' : 'texts of their own family';
  const mean = singles.adjusted ?? singles.quality ?? singles.recognition;
  if (mean === null)
    return [{ text: `No item has both one of ${texts} and another with a score.` }];
  const write = (x: number): string => directed(x, decimalsOf(mean));
  const surely = mean.low !== null && mean.high !== null && (mean.low > 0 || mean.high < 0);
  const how =
    singles.quality === null
      ? `call ${texts} own ${mean.value < 0 ? 'less' : 'more'}`
      : `score ${texts} ${mean.value < 0 ? 'lower' : 'higher'}`;
  return [
    {
      text: `Judges ${how} than others’${surely ? '' : ', as far as can be told'}: the difference on the same item is `,
    },
    { text: write(mean.value), role: 'answer' },
    { text: ' ' },
    intervalSpan(mean, write),
    { text: '.' },
  ];
}

/** What stands behind that. */
export function singleUnderSentence({ judges, adjusted }: SingleAnswer): string {
  const n = new Set(judges.map(({ judge }) => judge)).size;
  return `${
    adjusted
      ? 'Adjusted for quality: people’s scores of the same texts are taken off first.'
      : 'Not adjusted for quality: nobody else scored these texts, so their own may be the better ones.'
  } The mean is over ${wordCount(n, 'judge')}, each counting once; texts were judged one at a time.`;
}
