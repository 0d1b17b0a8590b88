import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';

const DEFLATE = 8;
const ZSTD = 93;

/** A ZIP archive with members packed by deflate or as zstd frames; always the same bytes. */
export function archive(
  members: Readonly<Record<string, string>>,
  packing: 'deflate' | 'zstd',
): Uint8Array {
  const method = packing === 'zstd' ? ZSTD : DEFLATE;
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(members)) {
    const content = Buffer.from(text);
    const packed =
      packing === 'zstd' ? zstdFrames(content) : Buffer.from(deflateSync(content, { level: 9 }));
    const name = Buffer.from(path);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(packing === 'zstd' ? 63 : 20, 0);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(0x21 << 16, 6);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), shared, name, packed);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x3f\x00', 'latin1'), shared, central, name);
    offset += 30 + name.length + packed.length;
  }
  const count = Object.keys(members).length;
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, listing, end]));
}

const FRAME = 700;

/** zstd frames of uncompressed blocks (RFC 8878): valid, several to a member, and easily written. */
export function zstdFrames(content: Buffer): Buffer {
  const frames: Buffer[] = [];
  for (let at = 0; at < content.length || at === 0; at += FRAME) {
    const piece = content.subarray(at, at + FRAME);
    const head = Buffer.alloc(9);
    head.writeUInt32LE(0xfd2fb528, 0);
    head.writeUInt8(0, 4);
    // A window of eight megabytes, as streaming compressors state it.
    head.writeUInt8(13 << 3, 5);
    head.writeUIntLE((piece.length << 3) | 1, 6, 3);
    frames.push(head, piece);
  }
  return Buffer.concat(frames);
}
