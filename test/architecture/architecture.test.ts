import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  barrels,
  filesOutsideLayers,
  forbiddenImports,
  importsWithoutExtension,
  longFiles,
  oddFileNames,
  vagueFileNames,
} from './rules.ts';
import { readSourceTree } from './source-tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const files = readSourceTree(ROOT, ['engine', 'main', 'renderer']);

describe('the source tree', () => {
  it('is there to be checked', () => {
    expect(existsSync(`${ROOT}engine`)).toEqual(true);
    expect(files.length).toBeGreaterThan(0);
  });

  it('has every file in a layer of the table', () => {
    expect(filesOutsideLayers(files)).toEqual([]);
  });

  it('imports only downwards, as the table allows', () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  it('names the file in every relative import, with its extension', () => {
    expect(importsWithoutExtension(files)).toEqual([]);
  });

  it('has kebab-case file names, and PascalCase.tsx for components', () => {
    expect(oddFileNames(files)).toEqual([]);
  });

  it('has no file or folder named for nothing in particular', () => {
    expect(vagueFileNames(files)).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    expect(longFiles(files)).toEqual([]);
  });

  it('has no barrel but engine/index.ts', () => {
    expect(barrels(files)).toEqual([]);
  });
});
