import { mkdirSync, writeFileSync } from 'node:fs';
import type { SetupEvent, SetupOptions, SetupQuestions } from '../../../engine/api/setup.ts';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { fakeSecretStore, type FakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import type { LabHost } from '../lab-host.ts';

/** The engine in this process with a keyring in memory, and a pair `office` whose standby is a host of the lab. */
export class EngineNewcomer {
  readonly folder = makeTempDir();
  readonly home = `${this.folder}/data`;
  readonly source = `${this.folder}/source`;
  readonly secrets: FakeSecretStore = fakeSecretStore();
  readonly engine: Engine = createEngine({ home: this.home, secrets: this.secrets });
  readonly events: SetupEvent[] = [];
  readonly passwords: Secret[] = [];
  readonly #standby: LabHost;

  private constructor(standby: LabHost) {
    this.#standby = standby;
  }

  static async create(standby: LabHost, destination = '/Volumes/A'): Promise<EngineNewcomer> {
    const person = new EngineNewcomer(standby);
    mkdirSync(person.source);
    writeFileSync(`${person.source}/planted`, 'planted\n');
    await standby.exec(['mkdir', '-p', destination]);
    const { address: host, hostKeyFingerprint: hostKey } = standby;
    await person.engine.pairs.add({
      name: 'office',
      primary: { kind: 'local' },
      standby: { kind: 'ssh', user: 'root', host, port: 22, hostKey },
      volumes: [{ source: person.source, destination }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    return person;
  }

  close(): void {
    removeTree(this.folder);
  }

  /** Signs in with the right password, and agrees to nothing else. */
  as(user: 'root' | 'admin', also: Partial<SetupOptions> = {}): SetupOptions {
    const questions: SetupQuestions = {
      signIn: () => {
        const password = new Secret(this.#standby.passwords[user]);
        this.passwords.push(password);
        return Promise.resolve({ kind: 'password', user, password });
      },
      confirmHostKey: () => Promise.resolve(false),
      sudoPassword: () => Promise.resolve(undefined),
      changeSshd: () => Promise.resolve(false),
      pasteLine: () => Promise.resolve(),
    };
    return { questions, onEvent: (event) => this.events.push(event), ...also };
  }
}
