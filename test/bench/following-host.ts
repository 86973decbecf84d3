import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createEngine } from '../../engine/index.ts';
import type { RunRecord } from '../../engine/model/run.ts';
import { runProcess } from '../helpers/run-process.ts';
import { peakOf } from './measure.ts';
import { engineSide } from './sides.ts';
import { until } from './until.ts';
import type { Workplace } from './workplace.ts';

const WHOLE_PASS_SECONDS = 1_800;

/** `warmspare serve` in a process of its own that follows the changes of one tree. */
export class FollowingHost {
  readonly #process: ChildProcess;
  readonly #engine: ReturnType<typeof createEngine>;

  private constructor(process: ChildProcess, home: string) {
    this.#process = process;
    this.#engine = createEngine({ home });
  }

  /** Makes the pair, clones, and resolves when the host has gone through everything once. */
  static async start(place: Workplace, source: string, destination: string): Promise<FollowingHost> {
    const home = `${destination}.home`;
    const side = await engineSide(place, source, destination);
    await side.run();
    const change = ['pair', 'change', 'office', '--schedule', 'continuous', '--home', home];
    await runProcess([...place.warmspare, ...change]);
    const [program = '', ...args] = [...place.warmspare, 'serve', '--home', home];
    const process = spawn(program, args, { stdio: 'ignore' });
    place.hold(process);
    const host = new FollowingHost(process, home);
    await until(async () => (await host.runs(1))[0]?.scope?.kind === 'whole', WHOLE_PASS_SECONDS);
    return host;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** The newest first. */
  runs(limit?: number): Promise<readonly RunRecord[]> {
    return this.#engine.history.list(limit === undefined ? {} : { limit });
  }

  peakBytes(): number {
    return peakOf(this.pid);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}
