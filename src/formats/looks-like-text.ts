/** Whether the bytes are text: no NUL and few other control characters. */
export function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 1 && byte !== 31) odd++;
  }
  return odd / head.length < 0.01;
}
