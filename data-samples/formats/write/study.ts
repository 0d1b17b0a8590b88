/** The one small study that every sample holds in a format of its own. */

/** A whole number generator (Lehmer, modulus 2^31 - 1); the same numbers on every machine. */
export function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export const MODELS = ['acme/alpha', 'acme/beta', 'umbra/gamma'] as const;
export const TASKS = ['arithmetic', 'capitals'] as const;
const ITEMS = 8;

/** A question with its answer and a wrong one. */
export interface Item {
  readonly id: number;
  readonly task: string;
  readonly question: string;
  readonly answer: string;
  readonly wrong: string;
  readonly level: string;
}

/** One response of a model to an item. */
export interface Answer {
  readonly model: string;
  readonly item: Item;
  /** 1 right, 0 wrong, null where the call ended in an error. */
  readonly right: number | null;
  readonly said: string;
  /** A second score, from 1 to 5. */
  readonly style: number;
}

const CAPITALS = [
  ['Norway', 'Oslo', 'Bergen'],
  ['Portugal', 'Lisbon', 'Porto'],
  ['Türkiye', 'Ankara', 'İstanbul'],
  ['Kenya', 'Nairobi', 'Mombasa'],
  ['Canada', 'Ottawa', 'Toronto'],
  ['Vietnam', 'Hà Nội', 'Huế'],
  ['Chile', 'Santiago', 'Valparaíso'],
  ['Australia', 'Canberra', 'Sydney'],
] as const;

/** The items of a task. */
export function itemsOf(task: string): Item[] {
  return Array.from({ length: ITEMS }, (_, id): Item => {
    const level = id % 2 === 0 ? 'easy' : 'hard';
    if (task === 'capitals') {
      const [country, answer, wrong] = CAPITALS[id];
      return { id, task, level, answer, wrong, question: `What is the capital of “${country}”?` };
    }
    const [a, b] = [id + 2, 3 * id + 1];
    return {
      id,
      task,
      level,
      answer: `${a + b}`,
      wrong: `${a * b}`,
      question: `What is ${a} + ${b}?`,
    };
  });
}

/** What a model answers to a task; the same every time for the same model, task and epoch. */
export function answersOf(model: string, task: string, epoch = 1): Answer[] {
  const place = 100 * MODELS.indexOf(model as (typeof MODELS)[number]) + 10 * task.length + epoch;
  const random = lehmer(20_240_607 + 7919 * place);
  return itemsOf(task).map((item): Answer => {
    const [luck, style, failing] = [random(), random(), random()];
    const right = failing < 0.06 ? null : Number(luck < (item.level === 'easy' ? 0.8 : 0.45));
    return {
      model,
      item,
      right,
      said: right === null ? '' : right === 1 ? item.answer : item.wrong,
      style: 1 + Math.floor(style * 5),
    };
  });
}

/** Rounds to nine digits, as `expected.json` states means. */
export function nine(value: number): number {
  return Number(value.toPrecision(9));
}

/** JSON lines. */
export function lines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
