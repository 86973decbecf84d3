import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { SetupOptions } from '../../engine/api/setup.ts';
import { createEngine, startDemoStandby, type DemoStandby, type Engine } from '../../engine/index.ts';
import type { Endpoint } from '../../engine/model/endpoint.ts';
import type { PairId } from '../../engine/model/ids.ts';
import type { RunCommand } from '../../engine/model/run-command.ts';
import { Secret } from '../../engine/model/secret.ts';
import { FAST_BACKOFF } from './pair-fixture.ts';
import { tempDir } from './temp-dir.ts';

/** A pair `office` whose standby has a real guard: in a folder of its own, behind an ssh server in this process. */
export class GuardedPair {
  readonly folder: string;
  readonly home: string;
  readonly standby: DemoStandby;
  readonly engine: Engine;
  id = '' as PairId;

  private constructor(folder: string, standby: DemoStandby) {
    this.folder = folder;
    this.home = join(folder, 'home');
    this.standby = standby;
    this.engine = this.engineOver(this.home);
  }

  static async create(
    setting: { primary?: Endpoint; commands?: readonly RunCommand[] } = {},
  ): Promise<GuardedPair> {
    const folder = tempDir();
    const pair = new GuardedPair(folder, await startDemoStandby(folder));
    const { address, hostKeyPin, volume } = pair.standby;
    const added = await pair.engine.pairs.add({
      name: 'office',
      primary: setting.primary ?? { kind: 'local' },
      standby: { kind: 'ssh', ...address, hostKey: hostKeyPin },
      // The embedded server forwards no agent.
      driver: 'local',
      volumes: [volume],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
      commands: [...(setting.commands ?? [])],
    });
    pair.id = added.id;
    return pair;
  }

  /** Another app over a data folder of the same pair. */
  engineOver(home: string): Engine {
    return createEngine({ home, backoff: FAST_BACKOFF, ...this.standby.ports });
  }

  async setUp(): Promise<this> {
    await this.engine.setup('office', this.withPassword());
    return this;
  }

  withPassword(): SetupOptions {
    const { address, password } = this.standby;
    return {
      questions: {
        signIn: () =>
          Promise.resolve({ kind: 'password', user: address.user, password: new Secret(password) }),
        confirmHostKey: () => Promise.resolve(false),
        sudoPassword: () => Promise.resolve(undefined),
        changeSshd: () => Promise.resolve(false),
        pasteLine: () => Promise.resolve(),
      },
    };
  }

  get guardFolder(): string {
    return this.standby.ports.keyAccount.guardFolder;
  }

  /** As a person does it who stands there. */
  byHand(...args: readonly string[]): string {
    const { stdout, stderr } = spawnSync(join(this.guardFolder, 'standby'), args, { encoding: 'utf8' });
    return (stdout + stderr).trim();
  }
}
