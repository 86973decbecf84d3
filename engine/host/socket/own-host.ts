import { join } from 'node:path';
import type { Engine } from '../../api/engine.ts';
import { EngineError } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import { systemClock } from '../../platform/clock.ts';
import { isAlive } from '../../platform/process-identity.ts';
import { errorText } from '../../store/errno.ts';
import { takeLockFile, type HeldLock, type LockedBy } from '../../store/lock-file.ts';
import { noticeWakes } from '../notice-wakes.ts';
import { openHost, type Host } from '../open-host.ts';
import type { KeepHostOptions } from './keep-host.ts';
import { serveHost } from './serve-host.ts';

/** The host of the moment, and what ends when it is not any more. */
export interface Current {
  readonly host: Host;
  readonly gone: Promise<void>;
  readonly close: () => Promise<void>;
}

type HostLock = Pick<HeldLock, 'release'>;

/** The right to be the host. Where nothing can be written, as on a full disk, there is none, and a host all the same: it shows what is so. */
export async function takeHostLock({
  home,
  owner,
  onProblem,
}: KeepHostOptions): Promise<Result<HostLock, LockedBy>> {
  const path = join(home, 'locks', 'host.lock');
  try {
    return await takeLockFile(path, owner, { isAlive, clock: systemClock });
  } catch (error) {
    onProblem?.(EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error));
    return { ok: true, value: { release: () => Promise.resolve() } };
  }
}

/** This process is the host from now on. */
export async function becomeHost(engine: Engine, options: KeepHostOptions, lock: HostLock): Promise<Current> {
  const { home, kind, onBegin, onEnd } = options;
  onBegin?.();
  let host: Host;
  try {
    host = await openHost(engine, home, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
  // The app is told by the system.
  const stopNoticing = kind === 'app' ? undefined : noticeWakes(systemClock, () => host.woke());
  const since = new Date(systemClock.now()).toISOString();
  const served = await serveHost(host, { ...options, since });
  let goAway = (): void => undefined;
  return {
    host,
    gone: new Promise((resolve) => (goAway = resolve)),
    close: async () => {
      goAway();
      stopNoticing?.();
      // Clients hear how what is called off ends.
      await host.close();
      await served.close();
      onEnd?.();
      await lock.release();
    },
  };
}
