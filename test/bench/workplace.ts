import type { ChildProcess } from 'node:child_process';
import { cpSync, statfsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLoopbackSshd, type LoopbackSshd } from '../helpers/loopback-sshd.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

/** A folder below the system's temporary one, a real sshd on loopback, and the command line to measure. */
export class Workplace {
  readonly folder: string;
  readonly sshd: LoopbackSshd;
  /** argv of the bundled command line: a copy, so that a build meanwhile does not change what is measured. */
  readonly warmspare: readonly string[];
  #child: ChildProcess | undefined;
  #closing: Promise<void> | undefined;

  private constructor(folder: string, sshd: LoopbackSshd) {
    this.folder = folder;
    this.sshd = sshd;
    cpSync(join(CHECKOUT, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(CHECKOUT, 'package.json'), join(folder, 'package.json'));
    // The packages with a compiled part are looked for beside it.
    symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
    this.warmspare = [process.execPath, join(folder, 'dist/cli/warmspare.js')];
  }

  /** Refuses where less than `bytes` are free. It is removed on Ctrl-C, too. */
  static async open(bytes: number): Promise<Workplace> {
    const folder = makeTempDir();
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < bytes) {
      removeTree(folder);
      const [free, wanted] = [bavail * bsize, bytes].map((value) => (value / 1e9).toFixed(1));
      throw new Error(`${String(free)} GB are free below ${folder}, and ${String(wanted)} GB are needed`);
    }
    const place = new Workplace(folder, await startLoopbackSshd());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => void place.close().finally(() => process.exit(130)));
    return place;
  }

  /** The process that is to end before the folder goes. */
  hold(child: ChildProcess): void {
    this.#child = child;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    await this.sshd.stop();
    removeTree(this.folder);
  }
}
