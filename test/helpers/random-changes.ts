import * as fs from 'node:fs';
import { join } from 'node:path';
import { numbers } from './numbers.ts';

export const CHANGE_KINDS = [
  'create',
  'write',
  'rename',
  'rename-folder',
  'remove',
  'remove-folder',
  'chmod',
  'link',
  'folder',
  'symlink',
  'folder-by-file',
  'file-by-folder',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Does what people and programs do to a tree, at random: a change is `undefined` where there was nothing to do it to. */
export class RandomChanges {
  readonly #root: string;
  readonly #random: () => number;
  readonly files: string[] = [];
  readonly folders: string[] = [''];
  #count = 0;

  constructor(root: string, seed: number) {
    this.#root = root;
    this.#random = numbers(seed);
  }

  /** One of what was made by `change`; others with `take`. */
  change(kind = this.#pick(CHANGE_KINDS) ?? 'create'): string | undefined {
    try {
      return this.#do(kind);
    } catch (error) {
      // What it was to be done to is gone with a folder.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EINVAL', 'ELOOP'].includes(String(code)))
        return undefined;
      throw error;
    }
  }

  #do(kind: ChangeKind): string | undefined {
    const file = this.#pick(this.files);
    const folder = this.#pick(this.folders) ?? '';
    const fresh = join(folder, `n${String(++this.#count)}`);
    switch (kind) {
      case 'create':
        fs.writeFileSync(this.#at(fresh), this.#text());
        this.files.push(fresh);
        return fresh;
      case 'write':
        if (file === undefined) return undefined;
        this.#append(file);
        return file;
      case 'rename':
        if (file === undefined) return undefined;
        fs.renameSync(this.#at(file), this.#at(fresh));
        this.#forget(file);
        this.files.push(fresh);
        return fresh;
      case 'remove':
        if (file === undefined) return undefined;
        fs.unlinkSync(this.#at(file));
        this.#forget(file);
        return file;
      case 'chmod':
        if (file === undefined) return undefined;
        fs.chmodSync(this.#at(file), this.#random() < 0.5 ? 0o600 : 0o640);
        return file;
      case 'link':
        if (file === undefined) return undefined;
        fs.linkSync(this.#at(file), this.#at(fresh));
        this.files.push(fresh);
        return fresh;
      case 'symlink':
        fs.symlinkSync(file ?? 'nowhere', this.#at(fresh));
        this.files.push(fresh);
        return fresh;
      case 'folder':
        fs.mkdirSync(this.#at(join(fresh, 'deep', 'er')), { recursive: true });
        this.folders.push(fresh, join(fresh, 'deep'), join(fresh, 'deep', 'er'));
        return fresh;
      case 'rename-folder':
        return this.#onFolder(this.#smallFolder(), (folder) => {
          fs.renameSync(this.#at(folder), this.#at(`r${String(this.#count)}`));
          this.#renamed(folder, `r${String(this.#count)}`);
        });
      case 'remove-folder':
        return this.#onFolder(this.#smallFolder(), (folder) => {
          fs.rmSync(this.#at(folder), { recursive: true });
          this.#forget(folder);
        });
      case 'folder-by-file':
        return this.#onFolder(this.#smallFolder(), (folder) => {
          fs.rmSync(this.#at(folder), { recursive: true });
          this.#forget(folder);
          fs.writeFileSync(this.#at(folder), this.#text());
          this.files.push(folder);
        });
      case 'file-by-folder':
        if (file === undefined) return undefined;
        fs.unlinkSync(this.#at(file));
        this.#forget(file);
        fs.mkdirSync(this.#at(file));
        fs.writeFileSync(this.#at(join(file, 'in')), this.#text());
        this.folders.push(file);
        this.files.push(join(file, 'in'));
        return file;
    }
  }

  /** Not what makes a file where there is none. */
  #append(file: string): void {
    const open = fs.openSync(this.#at(file), fs.constants.O_APPEND | fs.constants.O_WRONLY);
    fs.writeSync(open, this.#text());
    fs.closeSync(open);
  }

  #onFolder(folder: string | undefined, work: (folder: string) => void): string | undefined {
    if (folder === undefined) return undefined;
    work(folder);
    return folder;
  }

  /** One that may go without most of the tree going with it. */
  #smallFolder(): string | undefined {
    const small = this.folders.filter(
      (folder) => folder !== '' && this.files.filter((file) => file.startsWith(`${folder}/`)).length < 6,
    );
    return this.#pick(small);
  }

  #renamed(from: string, to: string): void {
    for (const list of [this.files, this.folders])
      for (const [at, path] of list.entries())
        if (path === from || path.startsWith(`${from}/`)) list[at] = to + path.slice(from.length);
  }

  #forget(gone: string): void {
    for (const list of [this.files, this.folders]) {
      const kept = list.filter((path) => path !== gone && !path.startsWith(`${gone}/`));
      list.splice(0, list.length, ...kept);
    }
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  #text(): string {
    return 'x'.repeat(Math.floor(this.#random() * 4000));
  }

  #at(path: string): string {
    return join(this.#root, path);
  }
}
