import { lstatSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';

/** Notes when what changed on one side is the same on the other. What changes again before is not counted. */
export class Arrivals {
  readonly seconds: number[] = [];
  readonly #source: string;
  readonly #destination: string;
  readonly #waiting = new Map<string, { readonly at: number; readonly mtimeNs: bigint }>();

  constructor(source: string, destination: string) {
    this.#source = source;
    this.#destination = destination;
  }

  expect(path: string): void {
    const now = statsOf(join(this.#source, path));
    // Of what went there is nothing to see come.
    if (now === undefined || !now.isFile()) this.#waiting.delete(path);
    else this.#waiting.set(path, { at: performance.now(), mtimeNs: now.mtimeNs });
  }

  /** Returns how many have not arrived. */
  look(): number {
    for (const [path, { at, mtimeNs }] of this.#waiting) {
      const there = statsOf(join(this.#destination, path));
      if (there?.isFile() === true && there.mtimeNs === mtimeNs) {
        this.seconds.push((performance.now() - at) / 1000);
        this.#waiting.delete(path);
        continue;
      }
      const here = statsOf(join(this.#source, path));
      if (here?.isFile() !== true || here.mtimeNs !== mtimeNs) this.#waiting.delete(path);
    }
    return this.#waiting.size;
  }
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
