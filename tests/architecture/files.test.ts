import ts from 'typescript';
import { expect, test } from 'vitest';
import { codeFiles, parse, projectFiles, read } from './source-tree.ts';

const longest = 400;

function linesOf(path: string): number {
  return read(path).replace(/\n$/, '').split('\n').length;
}

test('every file can be read in one sitting', () => {
  const lengths = codeFiles('src', 'workers', 'tests').map((path) => ({
    path,
    lines: linesOf(path),
  }));
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  console.log(
    `Lines per file: median ${at(0.5)}, 90th percentile ${at(0.9)}, longest ${at(1)}, of ${sorted.length} files.`,
  );
  expect(lengths.filter(({ lines }) => lines > longest)).toEqual([]);
});

/** Names of exported functions, classes and constants that no doc comment describes. */
function undocumentedExports(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    const isPublic =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isVariableStatement(statement);
    if (!isPublic) return [];
    const exported = ts
      .getModifiers(statement)
      ?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || ts.getJSDocCommentsAndTags(statement).length > 0) return [];
    if (!ts.isVariableStatement(statement)) return [statement.name?.text ?? 'default'];
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  });
}

test('every exported function, class and constant has a doc comment', () => {
  const rooms = ['domain', 'stats', 'formats', 'sql', 'protocol', 'analyses', 'client'];
  const files = codeFiles(...rooms.map((room) => `src/${room}`));
  const found = files.flatMap((path) =>
    undocumentedExports(parse(path)).map((name) => `${path}: ${name}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

test('a missing doc comment is recognised', () => {
  const text = '/** Said. */ export const a = 1; export const b = 2; export function c() {}';
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  expect(undocumentedExports(file)).toEqual(['b', 'c']);
});

test('the top level holds only what the design names', () => {
  const named = [
    'src',
    'public',
    'workers',
    'data-samples',
    'tests',
    'index.html',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.config.ts',
    'vitest.config.ts',
    'playwright.config.ts',
    'eslint.config.js',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ];
  const tops = new Set(projectFiles().map((path) => path.split('/')[0]));
  const others = [...tops].filter((name) => !named.includes(name) && !name.startsWith('.'));
  expect(others).toEqual([]);
});

test('every package is pinned to one version', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies });
  expect(versions.length).toBeGreaterThan(0);
  const loose = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});
