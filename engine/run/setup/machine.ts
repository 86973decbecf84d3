import type { SetupOptions } from '../../api/setup.ts';
import { formatEndpoint, type Side, type SshEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { reach } from '../../ssh/reach.ts';
import { pinHostKey, type Route } from './host-key-step.ts';
import { keysOf } from './own-key.ts';
import { runStep, signalOf, type SetupContext, type SetupRun } from './setup-run.ts';

/** The machines of a pair that somebody has to be let in to, in the order of their set-up. */
export function sidesOf(pair: Pair): readonly Side[] {
  return (['standby', 'primary'] as const).filter((side) => pair[side].kind === 'ssh');
}

/** A limit that was proved stays until a person sets another one. Changes nothing. */
export async function beginSetup(
  engine: SetupContext,
  pair: Pair,
  side: Side,
  options: SetupOptions,
): Promise<SetupRun> {
  const machine = machineOf(engine, pair, side);
  const endpoint = formatEndpoint(machine);
  const installs = (await keysOf(engine, pair, side)).flatMap((record) => record.installs);
  const proved = installs.find((each) => each.endpoint === endpoint && each.provedAt !== undefined);
  const wanted = side === 'standby' ? options.from : isLoopback(machine) ? LOOPBACK : undefined;
  return { engine, pair, side, machine, from: wanted ?? proved?.from, options };
}

/** The key is the account's, whoever the pair signs in as so far. */
function machineOf({ keyAccount }: SetupContext, pair: Pair, side: Side): SshEndpoint {
  const end = pair[side];
  if (end.kind === 'local') throw new Error(`the ${side} is this machine`);
  return { ...end, user: keyAccount.user };
}

/** The key of this Mac's own root is good from this Mac only. */
const LOOPBACK = '127.0.0.1,::1';

function isLoopback({ host }: SshEndpoint): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host.toLowerCase());
}

/** The first two steps: it answers, and it is the machine that is meant. */
export async function findMachine(run: SetupRun): Promise<Route> {
  const reached = await runStep(run, 'reach', async () => {
    const timeoutMs = run.engine.patience.connectSeconds * 1000;
    const found = await reach(run.machine, { timeoutMs, ...signalOf(run) });
    return [{ step: 'reach', addresses: found.addresses, greeting: found.greeting }, found] as const;
  });
  return pinHostKey(run, reached);
}

/** Throws when nobody has to be let in anywhere, or could be with this client. */
export function requireSomebody(pair: Pair): void {
  if (sidesOf(pair).length === 0) throw EngineError.of('setup.not-possible', { found: 'both-local' });
}
