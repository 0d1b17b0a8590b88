/** A text as weights of its terms: term codes ascending, weights of Euclidean length 1. */
interface TermVector {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/** Markup is no word: questions are often written with tags for bold type and line breaks. */
const TAG = /<\/?[a-z][^<>]*>/gi;
const WORD = /[\p{L}\p{N}]+/gu;

/** Words of a text: runs of letters and digits, in lower case, without tags. */
export function wordsOf(text: string): string[] {
  return text.replace(TAG, ' ').toLowerCase().match(WORD) ?? [];
}

/**
 * Cosine similarities of texts weighted by term frequency and inverse document frequency (Salton &
 * Buckley 1988), each text one document: weight = count * (ln((1 + N) / (1 + df)) + 1). Made once for
 * all texts; `similarity(i, j)` is in [0, 1], NaN where a text has no word. O(words) to make.
 */
export class TextSimilarity {
  readonly #vectors: readonly TermVector[];

  /** `onText` hears now and then how many texts are read. */
  constructor(texts: readonly string[], onText: (done: number) => void = () => undefined) {
    const codes = new Map<string, number>();
    const frequency: number[] = [];
    const counted = texts.map((text, at) => {
      const counts = new Map<number, number>();
      for (const word of wordsOf(text)) {
        let code = codes.get(word);
        if (code === undefined) {
          code = codes.size;
          codes.set(word, code);
          frequency.push(0);
        }
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
      for (const code of counts.keys()) frequency[code]++;
      if (at % 500 === 0) onText(at);
      return counts;
    });
    this.#vectors = counted.map((counts) => {
      const terms = Int32Array.from(counts.keys()).sort();
      const weights = Float64Array.from(
        terms,
        (term) => counts.get(term)! * (Math.log((1 + texts.length) / (1 + frequency[term])) + 1),
      );
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
      return { terms, weights: weights.map((weight) => weight / length) };
    });
  }

  /** Cosine of the angle between two texts, by their positions. */
  similarity(i: number, j: number): number {
    const a = this.#vectors[i];
    const b = this.#vectors[j];
    if (a.terms.length === 0 || b.terms.length === 0) return NaN;
    if (i === j) return 1;
    let sum = 0;
    for (let s = 0, t = 0; s < a.terms.length && t < b.terms.length;) {
      if (a.terms[s] === b.terms[t]) sum += a.weights[s++] * b.weights[t++];
      else if (a.terms[s] < b.terms[t]) s++;
      else t++;
    }
    return Math.min(1, sum);
  }
}
