import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';

/** Version of the link's outer form; a link of another version cannot be read here. */
const VERSION = 1;

/** Characters a link may have; browsers and chat programs cut longer ones anyway. */
const MAX_TEXT = 200_000;

/** Bytes its content may have once inflated: deflate shrinks at most 1032 times, a hostile link would. */
const MAX_CONTENT = 4_000_000;

/** Input is inflated in pieces of this size, so that the limit holds before the memory is taken. */
const PIECE = 512;

/** Writes a plain value into the text of a link's hash, without the `#`: version + deflate + base64url. */
export function packLink(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9 });
  return `v${VERSION}.${toBase64Url(bytes)}`;
}

/** Reads what `packLink` wrote. The value is untrusted; a damaged, newer or outsized link is a Problem. */
export function unpackLink(text: string): Result<unknown> {
  const found = /^v(\d{1,6})\.([\w-]*)$/.exec(text.length > MAX_TEXT ? '' : text);
  if (!found) return damaged();
  if (Number(found[1]) !== VERSION) return newer(found[1]);
  try {
    const content = inflate(fromBase64Url(found[2]));
    return content === null ? damaged() : ok(JSON.parse(strFromU8(content)) as unknown);
  } catch {
    // Neither deflate nor base64 nor JSON says more than that the text is damaged.
    return damaged();
  }
}

function inflate(bytes: Uint8Array): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const inflater = new Inflate((piece, final) => {
    pieces.push(piece);
    length += piece.length;
    ended = final;
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    inflater.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    if (length > MAX_CONTENT) return null;
  }
  if (!ended) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function damaged(): Result<never> {
  return fail({
    code: 'damaged-link',
    message: 'This link is damaged: its text is incomplete or changed.',
    wayOn: 'Copy the whole link again, or drop your files and ask the question anew.',
  });
}

function newer(version: string): Result<never> {
  return fail({
    code: 'newer-link',
    message: 'This link was written by another version of Declination.',
    found: `version ${version}`,
    expected: `version ${VERSION}`,
    wayOn: 'Reload the page to get the newest version, or ask for the link again.',
  });
}
