import { existsSync, readFileSync } from 'node:fs';
import type { SetupOptions } from '../../../engine/api/setup.ts';
import { createEngine, type Engine } from '../../../engine/index.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { FAST_BACKOFF } from '../../helpers/pair-fixture.ts';
import { readTree, type Tree } from '../../helpers/read-tree.ts';
import {
  runProcess,
  startProcess,
  type ProcessResult,
  type StartedProcess,
} from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import type { Lab } from '../lab.ts';
import type { LabHost } from '../lab-host.ts';

export const SOURCE = '/srv/work';
export const DESTINATION = '/Volumes/Spare';
const TOLD = '/srv/told';

/** What makes the standby serve, and what ends that: each takes a second, so that it can be cut in the middle. */
export const COMMANDS: readonly RunCommand[] = [
  ...['address', 'services'].map((what): RunCommand => ({
    when: 'promote',
    on: 'standby',
    text: `echo "begin ${what}" >>${TOLD}; sleep 1; echo "${what} $(id -u)" >>${TOLD}; echo "${what} taken"`,
    timeoutSeconds: 30,
  })),
  { when: 'demote', on: 'standby', text: `echo "services ended" >>${TOLD}`, timeoutSeconds: 30 },
];

/** A pair of two machines elsewhere, and the app on a third: both are set up with keys of the app's own, which open without a keyring. */
export class Office {
  readonly folder = makeTempDir();
  readonly home = `${this.folder}/data`;
  readonly engine: Engine = createEngine({
    home: this.home,
    secrets: fakeSecretStore(),
    backoff: FAST_BACKOFF,
  });
  readonly #lab: Lab;

  private constructor(lab: Lab) {
    this.#lab = lab;
  }

  static async create(lab: Lab, commands: readonly RunCommand[] = COMMANDS): Promise<Office> {
    const office = new Office(lab);
    const { primary, standby } = lab;
    await makeTree(primary.path(SOURCE), { plainFiles: 30 });
    await standby.addDisk({ name: 'Spare', sizeMb: 160 });
    const end = ({ address: host, hostKeyFingerprint: hostKey }: LabHost) =>
      ({ kind: 'ssh', user: 'root', host, port: 22, hostKey }) as const;
    await office.engine.pairs.add({
      name: 'office',
      primary: end(primary),
      standby: end(standby),
      volumes: [{ source: SOURCE, destination: DESTINATION }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
      commands: [...commands],
    });
    await office.setUp('office');
    return office;
  }

  close(): void {
    removeTree(this.folder);
  }

  /** Signs in to each machine once, by the password of its root. */
  async setUp(name: string): Promise<void> {
    const pair = await this.engine.pairs.get(name);
    const hostOf = (end: Pair['primary']): LabHost => {
      const all = [this.#lab.primary, this.#lab.standby];
      const found = all.find((host) => end.kind === 'ssh' && host.hostKeyFingerprint === end.hostKey);
      if (found === undefined) throw new Error('no such host');
      return found;
    };
    const options: SetupOptions = {
      unattended: true,
      questions: {
        signIn: ({ side }) =>
          Promise.resolve({
            kind: 'password',
            user: 'root',
            password: new Secret(hostOf(pair[side]).passwords.root),
          }),
        confirmHostKey: () => Promise.resolve(false),
        sudoPassword: () => Promise.resolve(undefined),
        changeSshd: () => Promise.resolve(false),
        pasteLine: () => Promise.resolve(),
      },
    };
    await this.engine.setup(name, options);
  }

  /** The built command line, over this data folder or another. */
  cli(...words: readonly string[]): Promise<ProcessResult> {
    return runProcess(this.#argv(words), { okCodes: 'any', timeoutMs: 500_000 });
  }

  startCli(...words: readonly string[]): StartedProcess {
    return startProcess(this.#argv(words), { timeoutMs: 500_000 });
  }

  #argv(words: readonly string[]): string[] {
    return [process.execPath, 'dist/cli/warmspare.js', ...words, '--home', this.home];
  }

  /** What the commands on the standby wrote. */
  told(): string[] {
    const path = this.#lab.standby.path(TOLD);
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  }

  /** As a person does it who stands there. */
  async atTheStandby(...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await this.#lab.standby.exec(
      ['/usr/local/libexec/warmspare/standby', ...args],
      { okCodes: 'any' },
    );
    return (stdout + stderr).trim();
  }

  treeOf(side: 'primary' | 'standby'): Tree {
    return readTree(this.placeOf(side));
  }

  placeOf(side: 'primary' | 'standby'): string {
    return this.#lab[side].path(side === 'primary' ? SOURCE : DESTINATION);
  }

  /** Everything that differs from what is expected there, but for the app's own marker. */
  differences(expected: Tree, side: 'primary' | 'standby'): string[] {
    return compareTrees(expected, this.placeOf(side), { ignore: (path) => path === MARKER_NAME });
  }
}
