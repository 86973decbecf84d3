import { EngineError } from '../../model/problem.ts';

const TRIES = 6;
const AGAIN_MS = 1_000;

/**
 * Proves something of a machine whose sshd was just told to read its settings again. sshd does that a moment later, in a process that
 * begins anew (OpenSSH's sighup_restart): until then it goes by what was before, and in between it may take no connection.
 */
export async function afterChange<T>(
  prove: () => Promise<T>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await prove();
    } catch (error) {
      if (tries === TRIES || !mayPass(error)) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  const { code } = error.problem;
  return code === 'setup.not-proved' || code === 'endpoint.refused' || code === 'endpoint.unreachable';
}
