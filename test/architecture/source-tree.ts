import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source file: its path from the checkout's root, with "/", and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const SOURCE = /\.(ts|tsx)$/;

/** Reads every TypeScript file under the folders; a folder that is not there has none. */
export function readSourceTree(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => filesUnder(root, folder));
}

function filesUnder(root: string, folder: string): SourceFile[] {
  return entriesOf(join(root, folder)).flatMap((entry): SourceFile[] => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(root, path);
    return SOURCE.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
