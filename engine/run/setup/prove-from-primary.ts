import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SetupOptions } from '../../api/setup.ts';
import { formatEndpoint, type SshEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { sshArguments } from '../../ssh/client.ts';
import { ensurePinned } from '../../ssh/known-hosts.ts';
import { openAgent, openSide } from '../ends.ts';
import { PRIMARY_ONCE } from '../primary-wrapper.ts';
import { runStep, signalOf, type SetupContext } from './setup-run.ts';

/**
 * Signs in from the primary to the standby, as rsync there will: through the app's agent, which alone holds the key. Throws
 * `setup.not-proved`, and what keeps either machine from being reached.
 */
export function proveFromPrimary(
  engine: SetupContext,
  pair: Pair,
  options: SetupOptions,
): Promise<undefined> {
  return runStep({ engine, options }, 'prove-from-primary', async () => {
    const agent = await openAgent(pair, engine);
    try {
      const primary = await openSide(pair, 'primary', engine, agent, options.signal);
      try {
        const args = await hop(engine, pair);
        const limits = { timeoutMs: engine.patience.answerSeconds * 1000, ...signalOf({ options }) };
        const { stdout, stderr } = await primary.shell.run(PRIMARY_ONCE, args, limits);
        const answer = /^warmspare guard .+$/m.exec(Buffer.from(stdout).toString('latin1'))?.[0];
        if (answer === undefined) throw notProved(pair, stderr);
        return [{ step: 'prove-from-primary', answer }, undefined] as const;
      } finally {
        await primary.close();
      }
    } finally {
      await agent?.close();
    }
  });
}

/** ssh from there to the standby, for PRIMARY_ONCE. */
async function hop(engine: SetupContext, { standby }: Pair): Promise<readonly string[]> {
  if (standby.kind === 'local') throw new Error('the standby is this machine');
  const known = await ensurePinned(standby, join(engine.home, 'known_hosts'), () => Promise.resolve([]));
  const place = `@warmspare-${randomBytes(8).toString('hex')}@`;
  const { identityFile: _identityFile, ...endpoint }: SshEndpoint = standby;
  const argv = sshArguments(endpoint, {
    knownHostsFile: `${place}/known_hosts`,
    alias: known.alias,
    hostKeyAlgorithms: known.hostKeyAlgorithm,
    connectTimeoutSeconds: engine.patience.connectSeconds,
  });
  return [place, known.knownHostsLine, 'ssh', ...argv, 'warmspare version'];
}

function notProved({ primary, standby }: Pair, stderr: string): EngineError {
  return EngineError.of('setup.not-proved', {
    side: 'standby',
    endpoint: formatEndpoint(standby),
    text: `from ${formatEndpoint(primary)} the key is not let in`,
    output: stderr.slice(-4000),
  });
}
