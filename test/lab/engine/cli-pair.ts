import type { RunEvent, RunFinished } from '../../../engine/api/events.ts';
import { eventually } from '../../helpers/eventually.ts';
import type { StartedProcess } from '../../helpers/run-process.ts';
import { APP, type EngineLab } from './engine-lab.ts';
import { TwoDisks } from './two-disks.ts';

export interface CliPairOptions {
  readonly sizeMb?: number;
  /** By default the standby itself; a proxy on the way to it. */
  readonly through?: { readonly host: string; readonly port: number };
  /** On both machines; by default root. */
  readonly user?: string;
  /** More arguments of `pair add`. */
  readonly add?: readonly string[];
}

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command line with `--json`. */
export class CliRun {
  readonly process: StartedProcess;
  readonly ended: Promise<{ readonly status: number | null; readonly finished: RunFinished | undefined }>;

  constructor(process: StartedProcess) {
    this.process = process;
    this.ended = process.exited.then(({ code }) => ({ status: code, finished: this.#finished() }));
    this.ended.catch(() => undefined);
  }

  /** So far; a line that is not complete yet is left out. */
  get events(): RunEvent[] {
    const lines = this.process.stdout.split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as RunEvent);
  }

  /** Waits for an event, or for the end of the run. */
  async reaches(isWanted: (event: RunEvent) => boolean): Promise<void> {
    const options = { timeoutMs: 120_000, everyMs: 10 };
    await eventually(() => this.events.some(isWanted) || !this.process.isRunning, options);
  }

  #finished(): RunFinished | undefined {
    const last = this.events.at(-1);
    return last?.type === 'run.finished' ? last : undefined;
  }
}

/** A pair of the lab's hosts as a person has it: the command line on the primary, which reaches the standby by ssh. */
export class CliPair {
  readonly #lab: EngineLab;
  readonly disks: TwoDisks;
  /** The data folder, inside the primary. */
  readonly home: string;
  readonly #user: string;
  readonly #userHome: string;

  private constructor(lab: EngineLab, disks: TwoDisks, user: string) {
    this.#lab = lab;
    this.disks = disks;
    this.#user = user;
    this.#userHome = user === 'root' ? '/root' : `/home/${user}`;
    this.home = `${this.#userHome}/data of ${disks.primaryDisk.mountPoint.slice(9)}`;
  }

  static async create(lab: EngineLab, options: CliPairOptions = {}): Promise<CliPair> {
    const disks = await TwoDisks.make(lab, options.sizeMb ?? 64);
    const pair = new CliPair(lab, disks, options.user ?? 'root');
    await pair.add(options);
    return pair;
  }

  /** With the host key that the standby has now. */
  async add(options: CliPairOptions = {}): Promise<void> {
    const { standby } = this.#lab;
    const { primaryDisk, standbyDisk } = this.disks;
    const { host, port } = options.through ?? { host: standby.address, port: standby.sshPort };
    const ends = ['--primary', 'local', '--standby', `ssh://${this.#user}@${host}:${port}`];
    const keys = [
      '--identity',
      `${this.#userHome}/.ssh/id_ed25519`,
      '--host-key',
      standby.hostKeyFingerprint,
    ];
    const volume = ['--volume', `${primaryDisk.mountPoint}=${standbyDisk.mountPoint}`];
    const added = await this.run(
      'pair',
      'add',
      'office',
      ...ends,
      ...keys,
      ...volume,
      ...(options.add ?? []),
    );
    if (added.status !== 0) throw new Error(added.stderr);
  }

  /** Runs the command line to its end, whatever its status. */
  async run(...words: readonly string[]): Promise<CliResult> {
    const { code, stdout, stderr } = await this.#start(words).exited;
    return { status: code, stdout, stderr };
  }

  start(...flags: readonly string[]): CliRun {
    return new CliRun(this.#start(['sync', 'office', '--json', ...flags]));
  }

  sync(...flags: readonly string[]): CliRun['ended'] {
    return this.start(...flags).ended;
  }

  #start(words: readonly string[]): StartedProcess {
    const program = [process.execPath, `${APP}/dist/cli/warmspare.js`];
    const options = { timeoutMs: 500_000, user: this.#user };
    return this.#lab.primary.start([...program, ...words, '--home', this.home], options);
  }
}
