/** Whether the bytes `data[start..end)` are UTF-8 as decoders accept it (RFC 3629: no surrogates, nothing overlong). */
export function isUtf8(data: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end;) {
    const lead = data[i++];
    if (lead < 0x80) continue;
    if (lead < 0xc2 || lead > 0xf4) return false;
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (i + more > end) return false;
    const second = data[i];
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return false;
    for (let k = 1; k < more; k++) if ((data[i + k] & 0xc0) !== 0x80) return false;
    i += more;
  }
  return true;
}
