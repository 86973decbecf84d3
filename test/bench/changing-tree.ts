import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

const FOLDERS = 30;
const NAMES_IN_FOLDER = 60;
const LARGEST_BYTES = 40_000;
const BIG_BYTES = 8_000_000;

/** A tree that changes by chance, in every way that a tree can. */
export class ChangingTree {
  readonly root: string;
  readonly #random: Random;

  constructor(root: string, random: Random) {
    this.root = root;
    this.#random = random;
    for (let folder = 0; folder < FOLDERS; folder++)
      mkdirSync(join(root, `folder ${String(folder)}`), { recursive: true });
    this.change(FOLDERS * NAMES_IN_FOLDER);
  }

  /** Makes, rewrites, deletes, renames and links entries, so many times altogether. */
  change(times: number): void {
    for (let at = 0; at < times; at++) this.#changeOne();
    writeFileSync(join(this.root, 'big file'), this.#bytes(BIG_BYTES));
  }

  #changeOne(): void {
    const path = this.#path();
    const action = this.#random.next();
    if (action < 0.7) this.#write(path);
    else if (action < 0.8) rmSync(path, { recursive: true, force: true });
    else if (action < 0.88) this.#toFreeName((to) => existsSync(path) && renameSync(path, to));
    else if (action < 0.92) this.#toFreeName((to) => symlinkSync(path, to));
    else if (action < 0.96) this.#toFreeName((to) => existsSync(path) && linkSync(path, to));
    else if (existsSync(path)) truncateSync(path, this.#random.below(LARGEST_BYTES));
  }

  /** As a program does that saves a document: sometimes in place, sometimes by a new file over the old one. */
  #write(path: string): void {
    const bytes = this.#bytes(this.#random.below(LARGEST_BYTES));
    const inPlace = this.#random.next() < 0.5;
    // A link may lead to itself.
    if (inPlace && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
      writeFileSync(path, bytes);
      return;
    }
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  }

  #toFreeName(make: (path: string) => void): void {
    const path = this.#path();
    rmSync(path, { force: true });
    make(path);
  }

  #path(): string {
    const folder = `folder ${String(this.#random.below(FOLDERS))}`;
    return join(this.root, folder, `entry ${String(this.#random.below(NAMES_IN_FOLDER))}`);
  }

  #bytes(length: number): Buffer {
    const block = Buffer.alloc(Math.min(length, 4096));
    for (let at = 0; at + 4 <= block.length; at += 4) block.writeUInt32LE(this.#random.below(2 ** 32), at);
    return Buffer.alloc(length, block.length > 0 ? block : '');
  }
}
