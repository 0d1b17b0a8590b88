import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/formats/content.ts';
import { NearContent, RecentBytes } from '../../src/formats/content.ts';
import { Archive } from '../../src/formats/zip/archive.ts';
import { readDirectory } from '../../src/formats/zip/directory.ts';
import { gather } from '../../src/formats/zip/bytes.ts';
import { unpack } from '../../src/formats/zip/member.ts';

/** Content that counts how often it is read. */
class Counted extends NearContent {
  reads = 0;

  constructor(bytes: Uint8Array) {
    super(bytes.length, () => {
      this.reads++;
      return Promise.resolve(bytes);
    });
  }
}

const textOf = async (content: Content): Promise<string> =>
  new TextDecoder().decode(await content.arrayBuffer());

describe('near content', () => {
  test('is cut as a Blob is, and what is read of it may be changed', async () => {
    const content = NearContent.of(strToU8('0123456789'));
    const blob = new Blob(['0123456789']);
    for (const [from, to] of [
      [0, 10],
      [2, 5],
      [4, 99],
      [12, 20],
      [6, 3],
    ]) {
      expect(await textOf(content.slice(from, to))).toBe(await blob.slice(from, to).text());
      expect(content.slice(from, to).size).toBe(blob.slice(from, to).size);
    }
    expect(await textOf(content.slice(2, 8).slice(1, 3))).toBe('34');
    new Uint8Array(await content.arrayBuffer()).fill(0);
    expect(await new Response(content.stream()).text()).toBe('0123456789');
  });
});

describe('recent bytes', () => {
  test('are kept up to a number, the last used longest', async () => {
    const recent = new RecentBytes(10);
    const keys = [{}, {}, {}];
    let loads = 0;
    const get = (key: object): Promise<Uint8Array> =>
      recent.get(key, 4, () => {
        loads++;
        return Promise.resolve(new Uint8Array(4));
      });
    for (const key of [keys[0], keys[1], keys[0], keys[1]]) await get(key);
    expect(loads).toBe(2);
    await get(keys[2]);
    await get(keys[1]);
    expect(loads).toBe(3);
    await get(keys[0]);
    expect(loads).toBe(4);
  });
});

describe('an archive', () => {
  test('of a thousand small files is read a few times, not a thousand', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`run-${i}/scores.json`, strToU8(`{"score": ${i}}`)]),
    );
    const content = new Counted(zipSync(files));
    const directory = await readDirectory(content, 'runs.zip');
    if (!directory.ok) throw new Error(directory.problem.message);
    const archive = new Archive(content);
    for (const [i, member] of directory.value.entries())
      expect(await textOf(await gather(unpack(archive, member, 'runs.zip')))).toBe(
        `{"score": ${i}}`,
      );
    expect(content.reads).toBeLessThan(5);
  });
});
