import { formatEndpoint } from '../../model/endpoint.ts';
import { runProcess } from '../../platform/run-process.ts';
import { startAgent } from '../../ssh/agent.ts';
import { makeKeyPair } from '../../ssh/key-pair.ts';
import { openPrivateKey } from '../../ssh/private-key.ts';
import { quoteArgument } from '../../model/quote.ts';
import { shareConnection } from '../../ssh/shared-connection.ts';
import { sshShell } from '../../ssh/shell.ts';
import { waitForKey } from '../../ssh/sign-in-by-hand.ts';
import type { Route } from './host-key-step.ts';
import type { RootSession } from './root-session.ts';
import { signalOf, type SetupRun } from './setup-run.ts';

const TRY_TIMEOUT_MS = 20_000;

/** What the comment of every such key of this pair begins with. */
export function handMarkerOf({ pair }: Pick<SetupRun, 'pair'>): string {
  return `warmspare ${pair.id} by-hand`;
}

/**
 * A person lets a key in that exists only in this process's memory, and that is taken out again as soon as the limited one
 * is in. Whenever this process ends before, the line that is left opens nothing to anybody.
 */
export async function signInByHand(run: SetupRun, { endpoint, client }: Route): Promise<RootSession> {
  const made = makeKeyPair({ comment: handMarkerOf(run) });
  const agent = await startAgent({ keys: [await openPrivateKey(made.privateKey)] });
  const options = { ...client, agentSocket: agent.socketPath };
  const { questions, onEvent } = run.options;
  try {
    const line = pasteLine(made.publicKey);
    await questions.pasteLine({ endpoint: formatEndpoint(endpoint), line });
    const once = sshShell(endpoint, { ...options, runProcess });
    const tryKey = async (signal?: AbortSignal): Promise<boolean> => {
      const limits = { timeoutMs: TRY_TIMEOUT_MS, ...(signal && { signal }) };
      const { stdout } = await once.run('id -u', [], limits);
      // A login script may print something before it.
      return /^0$/m.test(Buffer.from(stdout).toString('latin1'));
    };
    await waitForKey(tryKey, {
      clock: run.engine.clock,
      ...signalOf(run),
      onTry: (tries) => onEvent?.({ type: 'setup.waiting', tries }),
    });
    const limits = { timeoutMs: TRY_TIMEOUT_MS, ...signalOf(run) };
    const shared = await shareConnection(endpoint, options, limits);
    const through = shared === undefined ? options : { ...options, controlPath: shared.controlPath };
    return {
      shell: sshShell(endpoint, { ...through, runProcess }),
      account: run.engine.keyAccount,
      done: { step: 'sign-in', user: 'root', way: 'by-hand' },
      handBlob: made.publicKey.split(' ')[1],
      close: async () => {
        await shared?.close();
        await agent.close();
      },
    };
  } catch (error) {
    await agent.close();
    throw error;
  }
}

/** For root's .ssh with the modes that sshd wants; a last line without its end gets one. */
const ADD_KEY = `umask 077; d=~root/.ssh; f=$d/authorized_keys; mkdir -p "$d" && { [ -z "$(tail -c 1 "$f" 2>/dev/null)" ] || echo >>"$f"; } && printf "%s\\n" "$1" >>"$f" && echo Done.`;

/** One line for the standby's Terminal: all in single quotes, so that any shell there takes it as it is. */
export function pasteLine(publicKey: string): string {
  return `sudo /bin/sh -c ${quoteArgument(ADD_KEY)} warmspare ${quoteArgument(publicKey)}`;
}
