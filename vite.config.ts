import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { kernelsPlugin } from './tests/tooling/compile-kernels.ts';
import { serviceWorkerPlugin } from './tests/tooling/service-worker-plugin.ts';

/** The first lock: the page may load from its own origin, and talk to nobody else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Puts the policy first in <head>, so that nothing is parsed before it holds. Built pages only: the
 * dev server injects its styles, which the policy rightly forbids.
 */
function lockPage(): Plugin {
  return {
    name: 'declination:lock-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}

/** Ships the files of the sample studies beside the page, where it fetches them relative to itself. */
function shipSamples(): Plugin {
  const isData = (name: string) =>
    /\.(csv|parquet|json|jsonl)$/.test(name) && name !== 'expected.json';
  return {
    name: 'declination:ship-samples',
    apply: 'build',
    generateBundle() {
      const root = join(import.meta.dirname, 'data-samples');
      for (const study of readdirSync(root, { withFileTypes: true })) {
        if (!study.isDirectory()) continue;
        for (const file of readdirSync(join(root, study.name)).filter(isData)) {
          this.emitFile({
            type: 'asset',
            fileName: `data-samples/${study.name}/${file}`,
            source: readFileSync(join(root, study.name, file)),
          });
        }
      }
    },
  };
}

export default defineConfig({
  // Relative, so that the built page works from any sub-path of any static host.
  base: './',
  plugins: [
    svelte({ configFile: false }),
    kernelsPlugin(),
    lockPage(),
    shipSamples(),
    serviceWorkerPlugin(import.meta.dirname),
  ],
  worker: { format: 'es', plugins: () => [kernelsPlugin()] },
  resolve: { dedupe: ['apache-arrow'] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
  },
  // The address is IPv4 so that both `localhost` and `127.0.0.1` reach it; a taken port moves on.
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173 },
});
