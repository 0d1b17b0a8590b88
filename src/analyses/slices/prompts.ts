import { choiceKey, isChosen, isLit } from '../../domain/choice.ts';
import type { Choice } from '../../domain/choice.ts';
import { extent } from '../../domain/extent.ts';
import { count, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { SliceAnswer } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';
import { columnDecimals } from './dot-interval.ts';
import { filled, findGroup } from './find-group.ts';

/** One prompt of one model. */
export interface PromptMark {
  readonly key: string;
  readonly prompt: string;
  /** Position of the prompt in the model's list, which decides its glyph. */
  readonly glyph: number;
  readonly value: number;
  readonly label: string;
  readonly chosen: boolean;
  /** True where the filters on model or prompt include it. */
  readonly lit: boolean;
}

export interface PromptRow {
  readonly model: string;
  readonly marks: readonly PromptMark[];
  /** Highest minus lowest mean over the prompts; null with fewer than two. */
  readonly spread: number | null;
  readonly spreadText: string;
}

export interface PromptsModel {
  readonly prompts: readonly string[];
  readonly rows: readonly PromptRow[];
  readonly hidden: number;
  readonly zero: boolean;
}

const MOST_ROWS = 40;

/** View model of the prompts within models, models by their lowest mean; null where not answered. */
export function promptsModel(answer: SliceAnswer, question: Question): PromptsModel | null {
  const group = findGroup(answer, ['model', 'prompt']);
  if (!group) return null;
  const slices = filled(group);
  const { factor, write, directed, unit } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const prompts = [...new Set(slices.map((s) => s.levels[1]))];
  const models = [...new Set(slices.map((s) => s.levels[0]))];
  const rows = models
    .map((model): PromptRow & { order: number } => {
      const own = slices.filter((s) => s.levels[0] === model);
      const values = own.map((s) => s.mean * factor);
      const { low, high } = extent(values);
      const spread = values.length > 1 ? high - low : null;
      return {
        model,
        order: low,
        spread,
        spreadText: spread === null ? '–' : fixed(spread, decimals),
        marks: own.map((slice) => {
          const choice: Choice = [
            ['model', model],
            ['prompt', slice.levels[1]],
          ];
          const value = slice.mean * factor;
          return {
            key: choiceKey(choice),
            prompt: slice.levels[1],
            glyph: prompts.indexOf(slice.levels[1]),
            value,
            label: `${model} with ${slice.levels[1]}: ${write(value, decimals)} ${unit}, ${count(slice.n)} observations`,
            chosen: isChosen(question, choice),
            lit: isLit(question, choice),
          };
        }),
      };
    })
    .toSorted((a, b) => a.order - b.order);
  return {
    prompts,
    rows: rows.slice(0, MOST_ROWS),
    hidden: Math.max(0, rows.length - MOST_ROWS),
    zero: directed,
  };
}

/** Every model and prompt with its interval. */
export function promptsTable(answer: SliceAnswer, question: Question): NumberTable {
  const group = findGroup(answer, ['model', 'prompt']);
  const slices = group ? filled(group) : [];
  const { factor, write, unit } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const shownAs = (x: number): string => write(x, decimals);
  return {
    columns: [
      { name: 'model', numeric: false },
      { name: 'prompt', numeric: false },
      { name: `mean, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'n', numeric: true },
      { name: 'missing', numeric: true },
    ],
    rows: slices.map((slice) => [
      word(slice.levels[0]),
      word(slice.levels[1]),
      numberCell(slice.mean * factor, shownAs),
      numberCell(slice.interval ? slice.interval.low * factor : null, shownAs),
      numberCell(slice.interval ? slice.interval.high * factor : null, shownAs),
      numberCell(slice.n, count),
      numberCell(slice.missing, count),
    ]),
  };
}
