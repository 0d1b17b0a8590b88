// Reads generated logs of the size people have, in Node, without the database:
//   npx tsx tests/bench/logs.ts [helm inspect inspect-json lines]
import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import type { TableFormat } from '../../src/formats/format.ts';
import { formats } from '../../src/formats/detect.ts';
import { bundle } from '../../src/formats/group.ts';
import { groupFormats, openGroup } from '../../src/formats/group-formats.ts';
import { expand } from '../../src/formats/zip/expand.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';
import { generateLog, LOGS } from './generate-logs.ts';

const known: readonly TableFormat[] = formats(nodeParquet);
const several = groupFormats(nodeParquet);
const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');

async function time(name: string, content: Blob, file: string): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  let rows = 0;
  for (const group of await bundle(await expand([new File([content], file)]), several)) {
    const opened = await openGroup(group, known);
    if (!('table' in opened)) throw new Error(`not read: ${opened.message}`);
    for await (const batch of opened.table.batches()) rows += batch.rows;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / 1e6).toFixed(2);
  const size = (content.size / 2 ** 20).toFixed(0);
  console.log(`${name}: ${size} MB, ${rows} rows in ${seconds.toFixed(2)} s, ${cpu} s of CPU`);
}

const wanted = process.argv.slice(2);
for (const name of LOGS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const log = generateLog(folder, name);
  await time(log.title, await openAsBlob(log.path), basename(log.path));
}
