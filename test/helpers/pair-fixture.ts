import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PairDraft } from '../../engine/api/engine.ts';
import type { RunEvent } from '../../engine/api/events.ts';
import { createEngine, type Engine, type EnginePorts } from '../../engine/index.ts';
import type { Endpoint } from '../../engine/model/endpoint.ts';
import type { PlanId, RunId } from '../../engine/model/ids.ts';
import type { Change, RunRecord } from '../../engine/model/run.ts';
import { MARKER_NAME } from '../../engine/model/volume.ts';
import { compareTrees } from './compare-trees.ts';
import type { LoopbackSshd } from './loopback-sshd.ts';
import { tempDir } from './temp-dir.ts';

/** A quick one for tests in which the other side comes back at once. */
export const FAST_BACKOFF = { attempts: 6, firstDelayMs: 20, longestDelayMs: 200 };

export function sshEndpoint(sshd: LoopbackSshd, port = sshd.port): Endpoint {
  return {
    kind: 'ssh',
    user: sshd.user,
    host: sshd.host,
    port,
    hostKey: sshd.hostKeyFingerprint,
    identityFile: sshd.identityFile,
  };
}

export interface PairSetting extends Partial<Omit<PairDraft, 'volumes'>> {
  /** An existing one for everything of it, which the caller removes; by default a fresh one for the test that is running. */
  readonly folder?: string;
  /** Folder names below the fixture's own, of the source and the destination. */
  readonly source?: string;
  readonly destination?: string;
  /** Of its engine. */
  readonly ports?: Omit<EnginePorts, 'home'>;
}

/** A pair with one volume between two fresh folders, in an engine with a data folder of its own. */
export class PairFixture {
  readonly home: string;
  readonly source: string;
  readonly destination: string;
  readonly engine: Engine;
  readonly events: RunEvent[] = [];
  readonly #draft: PairDraft;

  constructor(setting: PairSetting = {}) {
    const { source = 'primary', destination = 'standby', folder = tempDir(), ports, ...draft } = setting;
    this.home = join(folder, 'home');
    this.source = join(folder, source);
    this.destination = join(folder, destination);
    mkdirSync(this.source, { recursive: true });
    mkdirSync(this.destination, { recursive: true });
    this.engine = createEngine({ home: this.home, backoff: FAST_BACKOFF, ...ports });
    this.#draft = {
      name: 'Office',
      primary: { kind: 'local' },
      standby: { kind: 'local' },
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
      volumes: [{ source: this.source, destination: this.destination }],
      ...draft,
    };
  }

  async add(volumes?: PairDraft['volumes']): Promise<this> {
    await this.engine.pairs.add(volumes === undefined ? this.#draft : { ...this.#draft, volumes });
    return this;
  }

  sync(
    options: {
      mode?: 'sync' | 'preview';
      approve?: PlanId;
      signal?: AbortSignal;
      onEvent?: (event: RunEvent) => void;
    } = {},
  ): Promise<RunRecord> {
    return this.engine.sync('Office', {
      mode: 'sync',
      onEvent: (event) => this.events.push(event),
      ...options,
    });
  }

  /** Everything that differs between the two sides but for the app's own marker. */
  differences(): Promise<string[]> {
    return Promise.resolve(
      compareTrees(this.source, this.destination, { ignore: (path) => path === MARKER_NAME }),
    );
  }

  async changes(id: RunId): Promise<Change[]> {
    const changes: Change[] = [];
    for await (const change of this.engine.history.changes(id)) changes.push(change);
    return changes;
  }
}
