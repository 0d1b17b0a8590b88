import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { fileHash } from '../../src/formats/fingerprint.ts';
import { sha256 } from '../../src/formats/sha256.ts';

afterEach(() => vi.unstubAllGlobals());

test('digests are those of another implementation at every length about a block', () => {
  for (const length of [...Array(200).keys(), 4095, 4096, 100_003]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7919 + length) & 255);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(Buffer.from(sha256(bytes)).toString('hex'), `${length} bytes`).toBe(expected);
  }
});

test('a file has the same identity on an origin without the browser’s own digest', async () => {
  const file = new Blob(['model,item,score\na,1,1\n']);
  const secure = await fileHash(file);
  vi.stubGlobal('crypto', {});
  expect(await fileHash(file)).toBe(secure);
});
