import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

const root = dirname(dirname(import.meta.dirname));

/** What git leaves out, for a copy of the sources that is not a checkout. */
const unversioned = ['node_modules', 'dist', '.cache', '.git', 'test-results', 'playwright-report'];

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (unversioned.includes(entry.name)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Paths of all files of the project, relative to its root, with forward slashes. */
export function projectFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return walk('.');
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', list, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

/** The text of a file of the project. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Whether a file holds bytes that are no text. */
export function isBinary(path: string): boolean {
  return readFileSync(join(root, path)).subarray(0, 8000).includes(0);
}

/** Code files below one of the folders. */
export function codeFiles(...folders: string[]): string[] {
  return projectFiles().filter(
    (path) =>
      /\.(ts|mjs|svelte)$/.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)),
  );
}

/** The scripts of a component, or the whole of a code file. */
function scriptOf(path: string): string {
  const text = read(path);
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n');
}

/** The syntax tree of a code file, or of a component's scripts. */
export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, scriptOf(path), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** One import, re-export or dynamic import. */
export interface Import {
  readonly from: string;
  /** A path relative to the project's root, or a package's name with its sub-path. */
  readonly to: string;
  readonly isLocal: boolean;
  readonly isTypeOnly: boolean;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

/** All imports of a code file. */
export function importsOf(path: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node, typeOnly: boolean) => {
    if (!ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text.replace(/\?.*$/, '');
    const isLocal = name.startsWith('.');
    const to = isLocal ? posix.join(posix.dirname(path), name) : name;
    imports.push({ from: path, to, isLocal, isTypeOnly: typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return imports;
}

/** Whether a path relative to the root names a file. */
export function isFile(path: string): boolean {
  return existsSync(join(root, path)) && statSync(join(root, path)).isFile();
}
