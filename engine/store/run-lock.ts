import { join } from 'node:path';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import { err, ok, type Result } from '../model/result.ts';
import { errorText } from './errno.ts';
import { takeLockFile, type HeldLock, type LockedBy, type LockPorts, type ProcessId } from './lock-file.ts';

export interface RunLockPorts extends LockPorts {
  /**
   * Ends a process group that a killed run left, and resolves when it is gone; the child may be gone already, and its
   * number with another process. Called for each child before the dead run's lock changes hands.
   */
  readonly endOrphan: (child: ProcessId) => Promise<void>;
}

/** The right to run a pair. */
export interface RunLock {
  /** Notes a process that must not outlive this run. Rejects with `config.unwritable` when that cannot be written. */
  readonly recordChild: (child: ProcessId) => Promise<void>;
  /** Takes a process from the note again, when it has ended. */
  readonly forgetChild: (child: ProcessId) => Promise<void>;
  /** Never rejects: a lock that cannot be removed is dead as soon as this process is. */
  readonly release: () => Promise<void>;
}

/** One run a pair at a time, over all processes on this machine. Rejects with `config.unwritable`. */
export async function acquireRunLock(
  home: string,
  pairId: PairId,
  owner: ProcessId,
  ports: RunLockPorts,
): Promise<Result<RunLock, LockedBy>> {
  const path = join(home, 'locks', `${pairId}.lock`);
  const taken = await writing(path, () =>
    takeLockFile(path, owner, ports, async ({ children }) => {
      for (const child of children) await ports.endOrphan(child);
    }),
  );
  return taken.ok ? ok(runLock(path, taken.value)) : err(taken.error);
}

function runLock(path: string, lock: HeldLock): RunLock {
  let last: Promise<void> = Promise.resolve();
  // One rewrite after the other: each starts from the content that the one before left.
  const rewrite = (change: (children: readonly ProcessId[]) => ProcessId[]): Promise<void> => {
    const next = last.then(() =>
      writing(path, () => lock.rewrite({ children: change(lock.content.children) })),
    );
    last = next.catch(() => undefined);
    return next;
  };
  return {
    recordChild: (child) =>
      rewrite((children) => [...children, { pid: child.pid, startToken: child.startToken }]),
    forgetChild: (child) =>
      rewrite((children) =>
        children.filter(({ pid, startToken }) => pid !== child.pid || startToken !== child.startToken),
      ),
    release: async () => {
      await last;
      await lock.release().catch(() => undefined);
    },
  };
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
  }
}
