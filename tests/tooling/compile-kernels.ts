import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const sources = join(root, 'src', 'stats', 'linalg', 'simd', 'assembly');
const cache = join(root, '.cache');

/** No runtime and no memory of their own: the kernels work on the memory they are given. */
const OPTIONS = [
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='],
  ...['-O3', '--noAssert', '--enable', 'simd'],
];

/**
 * The dense kernels compiled from AssemblyScript to WebAssembly. The result is kept in the cache
 * under a hash of the sources and of the compiler's version. Throws the compiler's own message.
 */
export async function compileKernels(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(cache, `simd-kernels-${fingerprint()}.wasm`);
  if (!existsSync(path)) await compileTo(path);
  return new Uint8Array(readFileSync(path));
}

function fingerprint(): string {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json') as {
    version: string;
  };
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS]));
  const files = readdirSync(sources).filter((name) => name.endsWith('.ts'));
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex').slice(0, 16);
}

async function compileTo(path: string): Promise<void> {
  // Loaded only where something is to be compiled: the compiler is large.
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array | null = null;
  const { error, stderr } = await main(['index.ts', '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name, folder) => {
      // The sources name each other with their extension, as all others do; the compiler adds one.
      const file = join(sources, folder, name.replace(/\.ts\.ts$/, '.ts'));
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (_name, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  mkdirSync(cache, { recursive: true });
  // Whole or not at all: another process may be compiling the same.
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, binary);
  renameSync(part, path);
}

/** Lets an import ending in `?compiled-kernels` have the compiled bytes as its default export. */
export function kernelsPlugin(): Plugin {
  return {
    name: 'declination:simd-kernels',
    async load(id) {
      if (!id.endsWith('?compiled-kernels')) return null;
      const text = Buffer.from(await compileKernels()).toString('base64');
      return `export default Uint8Array.from(atob('${text}'), (c) => c.charCodeAt(0));`;
    },
  };
}
