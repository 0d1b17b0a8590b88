import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Plugin } from 'vite';

/** What whoever publishes the page writes after it is built; it comes from the network every time. */
const PUBLISHED = ['studies.json'];

/**
 * Writes the service worker of a build: the script in `workers/`, with the path and the hash of every
 * file that the build ships. Its text changes with any of them, by which browsers know a new build.
 */
export function serviceWorkerPlugin(root: string): Plugin {
  const hashOf = (content: string | Uint8Array) =>
    createHash('sha256').update(content).digest('hex');
  return {
    name: 'declination:service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files: Record<string, string> = {};
        const publicFolder = join(root, 'public');
        for (const entry of readdirSync(publicFolder, { withFileTypes: true }))
          if (entry.isFile() && !PUBLISHED.includes(entry.name))
            files[entry.name] = hashOf(readFileSync(join(publicFolder, entry.name)));
        for (const [name, file] of Object.entries(bundle))
          files[name] = hashOf(file.type === 'chunk' ? file.code : file.source);
        const list = JSON.stringify(
          Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
        );
        const source = readFileSync(join(root, 'workers/service-worker.ts'), 'utf8');
        const { outputText } = ts.transpileModule(source, {
          compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
        });
        const build = hashOf(list + outputText).slice(0, 16);
        const constants = `const BUILD = '${build}';\nconst PRECACHE = ${list};\n`;
        this.emitFile({
          type: 'asset',
          fileName: 'service-worker.js',
          source: constants + outputText.replace(/^export \{\};\n/m, ''),
        });
      },
    },
  };
}
