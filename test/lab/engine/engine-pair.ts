import { join } from 'node:path';
import type { PairDraft, SyncOptions } from '../../../engine/api/engine.ts';
import type { RunEvent } from '../../../engine/api/events.ts';
import { createEngine, type Engine, type EnginePorts } from '../../../engine/index.ts';
import type { Endpoint } from '../../../engine/model/endpoint.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { FAST_BACKOFF } from '../../helpers/pair-fixture.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import type { LabHost } from '../lab-host.ts';
import type { EngineLab } from './engine-lab.ts';
import { TwoDisks } from './two-disks.ts';

export interface EnginePairOptions extends Pick<EnginePorts, 'backoff' | 'patience'> {
  readonly sizeMb?: number;
  /** Where rsync runs: `local` is this machine, which reads the primary's disk. */
  readonly driver?: 'local' | 'primary';
  readonly standby?: Endpoint;
  readonly deletion?: PairDraft['deletion'];
}

/** A pair of the lab's hosts with the engine in the test's own process: its events are told as they happen. */
export class EnginePair {
  readonly disks: TwoDisks;
  readonly engine: Engine;
  readonly home: string;
  readonly events: RunEvent[] = [];

  private constructor(disks: TwoDisks, home: string, ports: Pick<EnginePorts, 'backoff' | 'patience'>) {
    this.disks = disks;
    this.home = home;
    this.engine = createEngine({ home, backoff: FAST_BACKOFF, ...ports });
  }

  static async create(lab: EngineLab, options: EnginePairOptions = {}): Promise<EnginePair> {
    const { sizeMb = 64, driver = 'local', standby, deletion, ...ports } = options;
    const disks = await TwoDisks.make(lab, sizeMb);
    const pair = new EnginePair(disks, join(tempDir(), 'home'), ports);
    await pair.engine.pairs.add({
      name: 'Office',
      primary: driver === 'local' ? { kind: 'local' } : endpointOf(lab, lab.primary),
      standby: standby ?? endpointOf(lab, lab.standby),
      driver,
      deletion: deletion ?? { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
      volumes: [
        {
          source: driver === 'local' ? disks.primaryDisk.path : disks.primaryDisk.mountPoint,
          destination: disks.standbyDisk.mountPoint,
        },
      ],
    });
    return pair;
  }

  /** `during` sees every event as it happens, while the engine waits for it to return. */
  sync(
    during: (event: RunEvent) => void = () => undefined,
    options: Omit<SyncOptions, 'mode' | 'onEvent'> = {},
  ): Promise<RunRecord> {
    const onEvent = (event: RunEvent): void => {
      this.events.push(event);
      during(event);
    };
    return this.engine.sync('Office', { mode: 'sync', onEvent, ...options });
  }
}

export function endpointOf(
  lab: EngineLab,
  host: LabHost,
  at: { readonly host: string; readonly port: number } = { host: host.address, port: host.sshPort },
): Endpoint {
  return {
    ...{ kind: 'ssh', user: 'root', host: at.host, port: at.port },
    ...{ hostKey: host.hostKeyFingerprint, identityFile: lab.identityFile },
  };
}

/** Acts on the first event that fits. */
export function once(isWanted: (event: RunEvent) => boolean, act: () => void): (event: RunEvent) => void {
  let isDone = false;
  return (event) => {
    if (isDone || !isWanted(event)) return;
    isDone = true;
    act();
  };
}
