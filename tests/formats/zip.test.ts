import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { zstdFrames } from '../../data-samples/formats/write/eval-archive.ts';
import type { Entry } from '../../src/formats/group.ts';
import { expand } from '../../src/formats/zip/expand.ts';
import { unzstd } from '../../src/formats/zip/zstd.ts';
import { crc32 } from '../../src/formats/zip/crc32.ts';
import { named, readGroups } from './read-groups.ts';

const CSV = 'model,item,score\nm,1,0.5\nm,2,1\n';

async function textOf(entry: Pick<Entry, 'content'>): Promise<string> {
  return new TextDecoder().decode(await (await entry.content()).arrayBuffer());
}

/** A ZIP with ZIP64 fields in its directory, as archives over 4 GB have. */
function zip64(path: string, content: string): Uint8Array {
  const name = Buffer.from(path);
  const body = Buffer.from(content);
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt32LE(crc32(0, body), 16);
  central.fill(0xff, 20, 28);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(28, 30);
  central.fill(0xff, 42, 46);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(body.length), 4);
  extra.writeBigUInt64LE(BigInt(body.length), 12);
  extra.writeBigUInt64LE(0n, 20);
  const start = local.length + name.length + body.length;
  const size = central.length + name.length + extra.length;
  const end64 = Buffer.alloc(56);
  end64.write('PK\x06\x06', 'latin1');
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  const end = Buffer.alloc(22, 0xff);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(0, 20);
  return new Uint8Array(
    Buffer.concat([local, name, body, central, name, extra, end64, locator, end]),
  );
}

describe('archives', () => {
  test('members are entries, stored or deflated, in archives within archives', async () => {
    const inner = zipSync({ 'b.csv': strToU8(CSV) });
    const zip = zipSync({ 'a/a.csv': [strToU8(CSV), { level: 0 }], 'in.zip': inner });
    const entries = await expand([named(zip as BlobPart, 'x.zip')]);
    expect(entries.map((entry) => entry.path)).toEqual(['x.zip/a/a.csv', 'x.zip/in.zip/b.csv']);
    for (const entry of entries) expect(await textOf(entry)).toBe(CSV);
  });

  test('names that climb out or are absolute stay names', async () => {
    const zip = zipSync({ '../../up.csv': strToU8(CSV), '/root.csv': strToU8(CSV) });
    const entries = await expand([named(zip as BlobPart, 'x.zip')]);
    expect(entries.map((entry) => entry.path)).toEqual(['x.zip/../../up.csv', 'x.zip//root.csv']);
    const groups = await readGroups([named(zip as BlobPart, 'x.zip')]);
    expect(groups.map((group) => group.rows.length)).toEqual([2, 2]);
  });

  test('ZIP64 directories are read', async () => {
    const [entry] = await expand([named(zip64('big.csv', CSV) as BlobPart, 'x.zip')]);
    expect([entry.path, entry.size]).toEqual(['x.zip/big.csv', CSV.length]);
    expect(await textOf(entry)).toBe(CSV);
  });

  test('what operating systems add is left out, and an Office document is not unpacked', async () => {
    const zip = zipSync({
      '__MACOSX/._a.csv': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'a.csv': strToU8(CSV),
    });
    const office = zipSync({
      '[Content_Types].xml': strToU8('<x/>'),
      'xl/workbook.xml': strToU8('<x/>'),
    });
    const entries = await expand([
      named(zip as BlobPart, 'x.zip'),
      named(office as BlobPart, 'book.xlsx'),
    ]);
    expect(entries.map((entry) => entry.path)).toEqual(['x.zip/a.csv', 'book.xlsx']);
  });

  test('a bomb of 1:1000 is refused before it is unpacked', async () => {
    const zip = zipSync({ 'zeros.csv': new Uint8Array(80 << 20) });
    expect(zip.length * 900).toBeLessThan(80 << 20);
    const [group] = await readGroups([named(zip as BlobPart, 'bomb.zip')]);
    expect(group.problem).toMatchObject({ code: 'zip-bomb', file: 'bomb.zip/zeros.csv' });
  });

  test('a bomb that lies about its size is stopped at the size it states', async () => {
    const zip = zipSync({ 'zeros.csv': new Uint8Array(10 << 20) });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const central = zip.length - 22 - 46 - 'zeros.csv'.length;
    expect(view.getUint32(central, true)).toBe(0x02014b50);
    view.setUint32(central + 24, 1000, true);
    const [entry] = await expand([named(zip as BlobPart, 'bomb.zip')]);
    expect(entry.size).toBe(1000);
    await expect(entry.content()).rejects.toMatchObject({
      problem: { code: 'damaged-zip', found: 'more bytes than the directory states' },
    });
  });

  test('members that lie over each other are refused', async () => {
    const zip = zipSync({ 'a.csv': [strToU8(CSV.repeat(50)), { level: 0 }] });
    const directory = zip.subarray(-(22 + 46 + 5), -22);
    const end = zip.slice(-22);
    new DataView(end.buffer).setUint16(10, 3, true);
    new DataView(end.buffer).setUint32(12, 3 * directory.length, true);
    const body = zip.subarray(0, zip.length - 22 - directory.length);
    const overlapping = Buffer.concat([body, directory, directory, directory, end]);
    const [group] = await readGroups([named(overlapping, 'quine.zip')]);
    expect(group.problem?.code).toBe('zip-bomb');
  });

  test('changed bytes are found by their checksum', async () => {
    const zip = zipSync({ 'a.csv': [strToU8(CSV), { level: 0 }] });
    zip[30 + 5 + 20] ^= 1;
    const [group] = await readGroups([named(zip as BlobPart, 'x.zip')]);
    expect(group.problem).toMatchObject({ code: 'damaged-zip', file: 'x.zip/a.csv' });
  });

  test('an archive that is cut off, or encrypted, says so', async () => {
    const zip = zipSync({ 'a.csv': strToU8(CSV) });
    const [cut] = await readGroups([named(zip.subarray(0, -10) as BlobPart, 'cut.zip')]);
    expect(cut.problem?.code).toBe('damaged-zip');
    const locked = zip.slice();
    new DataView(locked.buffer).setUint16(locked.length - 22 - 46 - 5 + 8, 1, true);
    const [encrypted] = await readGroups([named(locked as BlobPart, 'locked.zip')]);
    expect(encrypted.problem?.code).toBe('encrypted-zip');
  });

  test('files of a dropped folder keep their paths', async () => {
    const entries = await expand([named(CSV, 'study/deep/er/a.csv'), named(CSV, 'b.csv')]);
    expect(entries.map((entry) => [entry.path, entry.origin])).toEqual([
      ['study/deep/er/a.csv', 0],
      ['b.csv', 1],
    ]);
  });
});

describe('zstd', () => {
  test('frames of raw blocks, several to a file, unpack to what went in', async () => {
    const text = CSV.repeat(200);
    const packed = zstdFrames(Buffer.from(text));
    expect(Buffer.concat([...unzstd(packed)]).toString()).toBe(text);
    const [group] = await readGroups([named(packed as BlobPart, 'scores.csv.zst')]);
    expect(group).toMatchObject({ format: 'csv', problem: null });
    // The header of every repetition but the first is a row.
    expect(group.rows).toHaveLength(3 * 200 - 1);
  });

  test('a run-length bomb is stopped after its first megabytes', async () => {
    const blocks = Array.from({ length: 4000 }, (_, i) => {
      const head = (131_072 << 3) | 2 | Number(i === 3999);
      return [head & 255, (head >> 8) & 255, (head >> 16) & 255, 65];
    });
    const bomb = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 13 << 3, ...blocks.flat()]);
    const [group] = await readGroups([named(bomb as BlobPart, 'bomb.csv.zst')]);
    expect(group.problem).toMatchObject({ code: 'zip-bomb', file: 'bomb.csv.zst' });
  });

  test('a frame that wants a window of two gigabytes is refused', () => {
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0]);
    expect(() => [...unzstd(frame)]).toThrow('window of 2147483648 bytes');
  });
});

test('CRC-32 has the check value of its definition, in pieces too', () => {
  const bytes = strToU8('123456789');
  expect(crc32(0, bytes)).toBe(0xcbf43926);
  expect(crc32(crc32(0, bytes.subarray(0, 4)), bytes.subarray(4))).toBe(0xcbf43926);
});
