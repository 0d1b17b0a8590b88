import { ownSide } from './relation.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import { OUTCOMES } from './types.ts';
import type { Comparisons, Kept, NameRoles, OwnPairs } from './types.ts';

/** Codes that a counting sort may hold a counter each of. */
const MOST_CODES = 1 << 20;

const [ONE, OWN, OTHER, FIRST, SECOND, TIE] = OUTCOMES.map((_, code) => code);

/**
 * The comparisons in which a judge that is no person had to choose between a text of its own and another,
 * turned so that A is its own, and the answers to both questions about the same pair of texts put beside
 * each other. O(n).
 */
export function ownPairs(of: Comparisons, roles: NameRoles, kept: Kept): OwnPairs {
  const own = new Int32Array(of.count);
  const source = new Int32Array(of.count);
  const turned = new Uint8Array(of.count);
  const few = roles.names ** 2 <= MOST_CODES;
  /** Judge and source, and own writer and question, as one code each. */
  const both = new Int32Array(few ? of.count : 0);
  const asked = new Int32Array(of.count);
  let rows = new Int32Array(of.count);
  let n = 0;
  let items = 0;
  for (let i = 0; i < of.count; i++) {
    const judge = of.judge[i];
    if (judge < 0 || roles.human[judge] === 1 || kept.judges?.[judge] === 0) continue;
    if (kept.tasks && of.task[i] >= 0 && kept.tasks[of.task[i]] === 0) continue;
    const side = ownSide(roles, kept.own, judge, of.a[i], of.b[i]);
    if (side < 0) continue;
    own[i] = side === 1 ? of.a[i] : of.b[i];
    source[i] = side === 1 ? of.b[i] : of.a[i];
    if (kept.sources?.[source[i]] === 0) continue;
    turned[i] = 1 - side;
    if (few) both[i] = judge * roles.names + source[i];
    asked[i] = 2 * own[i] + of.question[i];
    rows[n++] = i;
    items = Math.max(items, of.item[i] + 1);
  }
  rows = sortByKeys(rows.subarray(0, n), [
    // One pass for both where there are few names.
    ...(few
      ? [codeKey(both, roles.names ** 2)]
      : [codeKey(of.judge, roles.names), codeKey(source, roles.names)]),
    codeKey(of.item, items),
    codeKey(of.prompt, roles.names),
    codeKey(of.run, roles.names),
    codeKey(asked, 2 * roles.names),
  ]) as Int32Array<ArrayBuffer>;
  const sameExample = (i: number, j: number): boolean =>
    of.item[i] === of.item[j] &&
    source[i] === source[j] &&
    of.judge[i] === of.judge[j] &&
    own[i] === own[j] &&
    of.prompt[i] === of.prompt[j] &&
    of.run[i] === of.run[j];

  const pairs = emptyPairs(n);
  /** Choices of the open example, and how many fell on the text shown first. */
  const shown = { first: 0, all: 0 };
  let count = 0;
  for (let at = 0; at < n;) {
    let end = at + 1;
    while (end < n && sameExample(rows[at], rows[end])) end++;
    // Answers to the same question about the same texts, as after a repeat, are examples of their own.
    let second = at;
    while (second < end && of.question[rows[second]] === 0) second++;
    const examples = Math.max(second - at, end - second);
    for (let k = 0; k < examples; k++) {
      const example = count++;
      shown.first = 0;
      shown.all = 0;
      pairs.recognition[example] = NaN;
      pairs.preference[example] = NaN;
      for (let question = 0; question < 2; question++) {
        const row = (question === 0 ? at : second) + k;
        if (row >= (question === 0 ? second : end)) continue;
        const i = rows[row];
        pairs.asked[example] |= 1 << of.question[i];
        pairs.judge[example] = of.judge[i];
        pairs.source[example] = source[i];
        pairs.task[example] = of.task[i];
        pairs.item[example] = of.item[i];
        fill(pairs, example, of, i, turned[i] === 1, shown);
      }
      pairs.first[example] = shown.first / shown.all;
    }
    at = end;
  }
  return cut(pairs, count);
}

function fill(
  pairs: OwnPairs,
  example: number,
  of: Comparisons,
  i: number,
  turned: boolean,
  shown: { first: number; all: number },
): void {
  const value = turned ? 1 - of.preference[i] : of.preference[i];
  // Choices with the own text shown first, and shown second; 1 is the own text.
  const ownFirst = turned ? flipped(of.backward[i]) : of.forward[i];
  const ownSecond = turned ? flipped(of.forward[i]) : of.backward[i];
  const outcome = outcomeOf(ownFirst, ownSecond);
  if (of.question[i] === 1) {
    pairs.recognition[example] = value;
    pairs.recognised[example] = outcome;
  } else {
    pairs.preference[example] = value;
    pairs.preferred[example] = outcome;
  }
  if (ownFirst >= 0) {
    shown.all++;
    shown.first += ownFirst === 2 ? 0.5 : ownFirst;
  }
  if (ownSecond >= 0) {
    shown.all++;
    shown.first += ownSecond === 2 ? 0.5 : 1 - ownSecond;
  }
}

function flipped(choice: number): number {
  return choice === 0 || choice === 1 ? 1 - choice : choice;
}

function outcomeOf(ownFirst: number, ownSecond: number): number {
  if (ownFirst < 0 || ownSecond < 0) return ONE;
  if (ownFirst === 2 || ownSecond === 2) return TIE;
  if (ownFirst === ownSecond) return ownFirst === 1 ? OWN : OTHER;
  return ownFirst === 1 ? FIRST : SECOND;
}

function emptyPairs(n: number): OwnPairs {
  return {
    count: n,
    judge: new Int32Array(n),
    source: new Int32Array(n),
    task: new Int32Array(n),
    item: new Int32Array(n),
    asked: new Uint8Array(n),
    recognition: new Float64Array(n),
    preference: new Float64Array(n),
    recognised: new Uint8Array(n),
    preferred: new Uint8Array(n),
    first: new Float64Array(n),
  };
}

function cut(pairs: OwnPairs, count: number): OwnPairs {
  return {
    count,
    judge: pairs.judge.subarray(0, count),
    source: pairs.source.subarray(0, count),
    task: pairs.task.subarray(0, count),
    item: pairs.item.subarray(0, count),
    asked: pairs.asked.subarray(0, count),
    recognition: pairs.recognition.subarray(0, count),
    preference: pairs.preference.subarray(0, count),
    recognised: pairs.recognised.subarray(0, count),
    preferred: pairs.preferred.subarray(0, count),
    first: pairs.first.subarray(0, count),
  };
}
