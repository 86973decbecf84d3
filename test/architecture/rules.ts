import { posix } from 'node:path';
import { LAYERS, type Layer } from './layers.ts';
import { isBarrel, readImports, type Import } from './read-imports.ts';
import type { SourceFile } from './source-tree.ts';

/** Each rule returns one line for each offence; none is what we want. */
type Rule = (files: readonly SourceFile[]) => string[];

const MOST_LINES = 300;
const FORBIDDEN_NAME_PARTS = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'service'];
// a.ts   line-splitter.ts   rsync-3-argv.ts   styles.d.ts
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.tsx?$/;
// PairCard.tsx
const PASCAL_CASE_COMPONENT = /^([A-Z][a-z0-9]*)+\.tsx$/;

/** Every file stands in a folder that the table knows. */
export const filesOutsideLayers: Rule = (files) =>
  files.filter(({ path }) => layerOf(path) === undefined).map(({ path }) => `${path} is in no layer`);

/** Relative imports and packages are those that the table allows. */
export const forbiddenImports: Rule = (files) =>
  files
    .flatMap(readImports)
    .filter((found) => !isAllowed(found))
    .map(({ from, to, isTypeOnly }) => `${from} imports ${to}${isTypeOnly ? ' (types)' : ''}`);

export const importsWithoutExtension: Rule = (files) =>
  files
    .flatMap(readImports)
    .filter(({ isRelative, to }) => isRelative && posix.extname(to) === '')
    .map(({ from, to }) => `${from} imports ${to} without its extension`);

export const oddFileNames: Rule = (files) =>
  files
    .map(({ path }) => path)
    .filter(
      (path) => !KEBAB_CASE.test(posix.basename(path)) && !PASCAL_CASE_COMPONENT.test(posix.basename(path)),
    );

export const vagueFileNames: Rule = (files) =>
  files
    .map(({ path }) => path)
    .filter((path) => path.split(/[/.-]/).some((part) => FORBIDDEN_NAME_PARTS.includes(part.toLowerCase())));

export const longFiles: Rule = (files) =>
  files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

export const barrels: Rule = (files) =>
  files.filter((file) => file.path !== 'engine/index.ts' && isBarrel(file)).map(({ path }) => path);

function isAllowed(found: Import): boolean {
  const own = layerOf(found.from);
  // Said by its own rule.
  if (own === undefined) return true;
  if (!found.isRelative) return own.layer.packages.includes(packageOf(found.to));
  if (isIn(found.to, own.place)) return true;
  const places = found.isTypeOnly ? [...own.layer.imports, ...(own.layer.types ?? [])] : own.layer.imports;
  return places.some((place) => isIn(found.to, place));
}

function layerOf(path: string): { place: string; layer: Layer } | undefined {
  const entry = Object.entries(LAYERS).find(([place]) => isIn(path, place));
  return entry === undefined ? undefined : { place: entry[0], layer: entry[1] };
}

function isIn(path: string, place: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}

/** "node:fs/promises" is "node:", "react-dom/client" is "react-dom", "@a/b/c" is "@a/b". */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
