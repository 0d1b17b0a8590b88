/** Who the headers name: `gpt-4` for `gpt-4_score`, unless two would come to the same. */
export function namesIn(
  headers: readonly (readonly [column: number, header: string])[],
): Map<number, string> {
  const bare = headers.map(([, header]) =>
    header
      .trim()
      .replace(/^(score|rating)s?[ _.:-]+|[ _.:-]+(score|rating)s?$/gi, '')
      .trim(),
  );
  const isClear = new Set(bare).size === bare.length && !bare.includes('');
  return new Map(headers.map(([c, header], i) => [c, isClear ? bare[i] : header.trim()]));
}
