import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PairDraft } from '../../engine/api/engine.ts';
import type { RunEvent } from '../../engine/api/events.ts';
import { createEngine, type Engine } from '../../engine/index.ts';
import { DEFAULT_PATIENCE } from '../../engine/run/patience.ts';
import type { Endpoint } from '../../engine/model/endpoint.ts';
import type { Change, RunRecord } from '../../engine/model/run.ts';
import { MARKER_NAME } from '../../engine/model/volume.ts';
import { compareTrees } from '../helpers/compare-trees.ts';
import { makeKey } from '../helpers/host-keys.ts';
import { FAST_BACKOFF } from '../helpers/pair-fixture.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import type { Lab } from './lab.ts';
import type { LabDisk } from './lab-disk.ts';
import type { LabHost } from './lab-host.ts';

export interface CloningOptions {
  readonly sizeMb?: number;
  readonly standbySizeMb?: number;
  readonly draft?: Partial<PairDraft>;
  /** Both ends over ssh, the client on the primary; else the source is this machine's view of the primary's disk. */
  readonly driver?: 'local' | 'primary';
}

/** A pair between a disk of the lab's primary and a disk of its standby, with an engine on this machine. */
export class Cloning {
  readonly engine: Engine;
  readonly home: string;
  readonly identityFile: string;
  readonly events: RunEvent[] = [];
  readonly source: LabDisk;
  readonly destination: LabDisk;

  private constructor(home: string, identityFile: string, source: LabDisk, destination: LabDisk) {
    this.home = home;
    this.identityFile = identityFile;
    this.source = source;
    this.destination = destination;
    this.engine = createEngine({
      home,
      backoff: FAST_BACKOFF,
      patience: { ...DEFAULT_PATIENCE, connectSeconds: 3 },
    });
  }

  static async between({ primary, standby }: Lab, options: CloningOptions = {}): Promise<Cloning> {
    const folder = tempDir();
    const name = `V${randomUUID().slice(0, 8)}`;
    const { sizeMb = 64, standbySizeMb = sizeMb } = options;
    const source = await primary.addDisk({ name, fs: 'ext4', sizeMb });
    const destination = await standby.addDisk({ name, fs: 'ext4', sizeMb: standbySizeMb });
    const identityFile = join(folder, 'key');
    const publicKey = await makeKey(identityFile, 'ed25519', 'lab');
    await Promise.all([primary.authorize(publicKey), standby.authorize(publicKey)]);
    const cloning = new Cloning(join(folder, 'home'), identityFile, source, destination);
    const remote = options.driver === 'primary';
    await cloning.engine.pairs.add({
      name: 'Lab',
      primary: remote ? cloning.endpoint(primary) : { kind: 'local' },
      standby: cloning.endpoint(standby),
      volumes: [{ source: remote ? source.mountPoint : source.path, destination: destination.mountPoint }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: ['/lost+found'],
      ...options.draft,
    });
    mkdirSync(source.path, { recursive: true });
    return cloning;
  }

  endpoint(host: LabHost): Endpoint {
    const { address, sshPort, hostKeyFingerprint } = host;
    return {
      kind: 'ssh',
      user: 'root',
      host: address,
      port: sshPort,
      hostKey: hostKeyFingerprint,
      identityFile: this.identityFile,
    };
  }

  /** `onEvent` is told while the run waits, so that what it does happens just then. */
  sync(onEvent?: (event: RunEvent) => void, signal?: AbortSignal): Promise<RunRecord> {
    return this.engine.sync('Lab', {
      mode: 'sync',
      onEvent: (event) => {
        this.events.push(event);
        onEvent?.(event);
      },
      ...(signal && { signal }),
    });
  }

  differences(): string[] {
    const ignore = (path: string): boolean => path === MARKER_NAME || path.startsWith('lost+found');
    return compareTrees(this.source.path, this.destination.path, { ignore });
  }

  async changes({ id }: RunRecord): Promise<Change[]> {
    const changes: Change[] = [];
    for await (const change of this.engine.history.changes(id)) changes.push(change);
    return changes;
  }
}
