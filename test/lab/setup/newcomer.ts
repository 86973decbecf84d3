import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTree } from '../../helpers/make-tree.ts';
import { startProcess, type ProcessOptions, type StartedProcess } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { startKeyring, whyNoKeyring, type Keyring } from '../../integration/keys/keyring.ts';
import type { CliResult } from '../engine/cli-pair.ts';
import type { LabHost } from '../lab-host.ts';

/** Why nobody here can have a keyring of their own; `undefined`: everybody can. */
export const NO_KEYRING = whyNoKeyring();

const KEYS = '/root/.ssh/authorized_keys';

type StandbyPlace = Pick<LabHost, 'address' | 'sshPort' | 'hostKeyFingerprint'>;

function placeOf({ address, sshPort, hostKeyFingerprint }: LabHost): StandbyPlace {
  return { address, sshPort, hostKeyFingerprint };
}

/** Somebody with the app on this machine, an open keyring and nothing else, whose standby is a host of the lab. */
export class Newcomer {
  readonly folder = makeTempDir();
  readonly home = join(this.folder, 'data');
  readonly source = join(this.folder, 'source');
  readonly #keyring: Keyring;
  readonly #standby: LabHost;
  #printed = '';

  private constructor(keyring: Keyring, standby: LabHost) {
    this.#keyring = keyring;
    this.#standby = standby;
  }

  static async create(standby: LabHost): Promise<Newcomer> {
    const person = new Newcomer(await startKeyring(), standby);
    await makeTree(person.source, { plainFiles: 20 });
    return person;
  }

  async close(): Promise<void> {
    await this.#keyring.close();
    removeTree(this.folder);
  }

  lockKeyring(): Promise<void> {
    return this.#keyring.lock();
  }

  /** Runs the built command line to its end, whatever its status. */
  run(words: readonly string[], input = ''): Promise<CliResult> {
    return this.ended(this.start(words, { input }));
  }

  async ended(started: StartedProcess): Promise<CliResult> {
    const { code, stdout, stderr } = await started.exited;
    this.#printed += stdout + stderr;
    return { status: code, stdout, stderr };
  }

  start(words: readonly string[], options: ProcessOptions): StartedProcess {
    const env = this.#keyring.env;
    return startProcess(this.argv(words), { env, timeoutMs: 500_000, ...options });
  }

  /** On a terminal of its own: everything that is shown comes out of stdout. */
  startOnTerminal(words: readonly string[]): StartedProcess {
    const line = this.argv(words)
      .map((word) => `'${word}'`)
      .join(' ');
    const options = { env: this.#keyring.env, keepInputOpen: true, timeoutMs: 500_000 };
    return startProcess(['script', '-qefc', line, '/dev/null'], options);
  }

  /** A pair of a folder here and one there, which is made; `at`: where the standby is said to be. */
  async addPair(name: string, destination: string, at: Partial<StandbyPlace> = {}): Promise<void> {
    const { address, sshPort, hostKeyFingerprint } = { ...placeOf(this.#standby), ...at };
    await this.#standby.exec(['mkdir', '-p', destination]);
    const ends = ['--primary', 'local', '--standby', `ssh://root@${address}:${String(sshPort)}`];
    const volume = ['--volume', `${this.source}=${destination}`];
    const added = await this.run(['pair', 'add', name, ...ends, '--host-key', hostKeyFingerprint, ...volume]);
    if (added.status !== 0) throw new Error(added.stderr);
  }

  /** With a password that is typed once, into a pipe. */
  setUp(name: string, password: string, ...options: readonly string[]): Promise<CliResult> {
    return this.run(['setup', name, '--password-stdin', ...options], `${password}\n`);
  }

  /** root's authorized_keys on the standby, as latin1. */
  keysFile(): string {
    return readFileSync(this.#standby.path(KEYS), 'latin1');
  }

  /** Its lines of this pair. */
  linesOf(name: string): string[] {
    return this.keysFile()
      .split('\n')
      .filter((line) => line.includes(` standby ${name} `));
  }

  /** Those of these words that stand in the data folder or in anything that was printed. */
  leaks(secrets: readonly string[]): string[] {
    const entries = readdirSync(this.home, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    const everything = [...texts, this.#printed].join('\n');
    return secrets.filter((secret) =>
      [secret, JSON.stringify(secret).slice(1, -1)].some((form) => everything.includes(form)),
    );
  }

  private argv(words: readonly string[]): string[] {
    return [process.execPath, 'dist/cli/warmspare.js', ...words, '--home', this.home];
  }
}
