import { eventually } from '../../helpers/eventually.ts';
import type { StartedProcess } from '../../helpers/run-process.ts';
import { openSchedules } from '../../../engine/store/schedule-store.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import { formatSchedule } from '../../../engine/plan/schedule/format.ts';
import { NIGHTLY, nightlyDueAt } from '../../integration/host/due-soon.ts';
import { CliPair } from '../engine/cli-pair.ts';
import { APP, type EngineLab } from '../engine/engine-lab.ts';

/** A pair of the lab's hosts with a host of its own on the primary, as `warmspare service install` has it. */
export class ServedPair {
  readonly pair: CliPair;
  readonly #lab: EngineLab;
  readonly #hosts: StartedProcess[] = [];

  private constructor(lab: EngineLab, pair: CliPair) {
    this.#lab = lab;
    this.pair = pair;
  }

  static async create(lab: EngineLab): Promise<ServedPair> {
    return new ServedPair(lab, await CliPair.create(lab));
  }

  /** Its data folder, as this machine sees it. */
  get home(): string {
    return this.#lab.primary.path(this.pair.home);
  }

  /** Gives the pair a nightly schedule that was reckoned to be due then. */
  async dueAt(moment: number): Promise<void> {
    await this.pair.run('pair', 'change', 'office', '--schedule', formatSchedule(NIGHTLY));
    const { pairs } = JSON.parse((await this.pair.run('pair', 'list', '--json')).stdout) as {
      pairs: { id: PairId }[];
    };
    const state = nightlyDueAt(moment, 'UTC');
    await openSchedules(this.home).update(() => ({ pairs: { [pairs[0]?.id ?? '']: state } }));
  }

  /** A host that keeps the data folder, or waits to. */
  async serve(): Promise<StartedProcess> {
    const argv = ['env', 'TZ=UTC', process.execPath, `${APP}/dist/cli/warmspare.js`, 'serve', '--json'];
    const host = this.#lab.primary.start([...argv, '--home', this.pair.home], { timeoutMs: 290_000 });
    this.#hosts.push(host);
    await host.waitForOutput(/"role"/);
    return host;
  }

  /** How its schedule stands, as the host says. */
  async standing(): Promise<unknown> {
    const { stdout } = await this.pair.run('status', '--json');
    return (JSON.parse(stdout) as { pairs: { standing: unknown }[] }).pairs[0]?.standing;
  }

  async runs(): Promise<RunRecord[]> {
    const { stdout } = await this.pair.run('history', 'office', '--json');
    return (JSON.parse(stdout) as { runs: RunRecord[] }).runs;
  }

  /** The newest run, once it is over and `isWanted`. */
  ended(isWanted: (run: RunRecord) => boolean = () => true): Promise<RunRecord> {
    return eventually(
      async () => {
        const [last] = await this.runs();
        return last?.state === 'finished' && isWanted(last) ? last : false;
      },
      { timeoutMs: 100_000, everyMs: 300 },
    );
  }

  stop(): void {
    for (const host of this.#hosts.splice(0)) host.kill();
  }
}
