import type { SetupOptions, SetupReport } from '../../api/setup.ts';
import { formatEndpoint, type SshEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { keepDropIn } from '../../ssh/sshd-change.ts';
import { reach } from '../../ssh/reach.ts';
import { runCheck } from '../check.ts';
import { lockPair } from '../run-frame.ts';
import { installGuard, requireGuardable } from './guard-step.ts';
import { pinHostKey, type Route } from './host-key-step.ts';
import { installKey, type Installed } from './install-step.ts';
import { keepInConfig, recordProof, retireOthers } from './keep-key.ts';
import type { OpenKey } from '../own-keys.ts';
import { ensureKey, keysOf } from './own-key.ts';
import { finishIfLetIn } from './let-in.ts';
import { proveKey } from './prove.ts';
import { openRootSession, type RootSession } from './root-session.ts';
import { runStep, signalOf, type SetupContext, type SetupRun } from './setup-run.ts';
import { undoChange } from './sshd-obstacles.ts';

/**
 * From "here is my other Mac" to a proved and limited key, which the pair then uses. Each step looks first at what is there, so
 * that it can be done again at any time. `fresh`: with a new key in the place of the one in use. Rejects with what went wrong.
 */
export async function setUp(
  engine: SetupContext,
  pair: Pair,
  options: SetupOptions,
  { fresh = false } = {},
): Promise<SetupReport> {
  const run = await beginSetup(engine, pair, options);
  requireGuardable(pair);
  const lock = await lockPair(engine, pair);
  try {
    options.onEvent?.({ type: 'setup.started', pairId: pair.id, pairName: pair.name });
    const route = await findStandby(run);
    const report =
      (fresh ? undefined : await finishIfLetIn(run, route)) ?? (await setUpKey(run, route, fresh));
    await look(run, report.pair);
    return report;
  } finally {
    await lock.release();
  }
}

/** A limit that was proved stays until a person sets another one. Changes nothing. */
export async function beginSetup(engine: SetupContext, pair: Pair, options: SetupOptions): Promise<SetupRun> {
  const standby = rootOfStandby(pair);
  const endpoint = formatEndpoint(standby);
  const installs = (await keysOf(engine, pair)).flatMap((record) => record.installs);
  const proved = installs.find((each) => each.endpoint === endpoint && each.provedAt !== undefined);
  return { engine, pair, standby, from: options.from ?? proved?.from, options };
}

/** Only root may write what a full clone writes, so the key is root's, whoever the pair signs in as so far. */
function rootOfStandby({ primary, standby }: Pair): SshEndpoint {
  if (standby.kind === 'local') throw EngineError.of('setup.not-possible', { found: 'standby-local' });
  if (primary.kind === 'ssh') throw EngineError.of('setup.not-possible', { found: 'primary-ssh' });
  return { ...standby, user: 'root' };
}

/** The first two steps: it answers, and it is the machine that is meant. */
export async function findStandby(run: SetupRun): Promise<Route> {
  const reached = await runStep(run, 'reach', async () => {
    const timeoutMs = run.engine.patience.connectSeconds * 1000;
    const found = await reach(run.standby, { timeoutMs, ...signalOf(run) });
    return [{ step: 'reach', addresses: found.addresses, greeting: found.greeting }, found] as const;
  });
  return pinHostKey(run, reached);
}

/** Root's session stays open until the proof, so that nobody is locked out and everything can be put back. */
async function setUpKey(run: SetupRun, route: Route, fresh: boolean): Promise<SetupReport> {
  const session = await openRootSession(run, route);
  try {
    const own = await ensureKey(run, fresh);
    await installGuard(run, session);
    const installed = await installKey(run, session, own);
    await prove(run, route, { session, key: own.key, installed });
    const key = await recordProof(run, installed.record);
    const pair = await keepInConfig(run, route, key.id);
    await retireOthers(run, session, key);
    return { pair, key, already: false };
  } finally {
    await session.close();
  }
}

async function prove(
  run: SetupRun,
  route: Route,
  { session, key, installed }: { session: RootSession; key: OpenKey; installed: Installed },
): Promise<void> {
  const { change } = installed;
  try {
    await runStep(run, 'prove', async () => {
      const answer = await proveKey(run, route, key);
      return [{ step: 'prove', already: false, answer }, undefined];
    });
  } catch (error) {
    if (change !== undefined) await undoChange(session);
    throw error;
  }
  // What was there before stays beside it where that cannot be removed; it harms nobody.
  if (change !== undefined) await keepDropIn(session.shell);
}

function look(run: SetupRun, pair: Pair): Promise<undefined> {
  return runStep(run, 'look', async () => {
    const report = await runCheck(run.engine, pair, signalOf(run));
    return [{ step: 'look', report }, undefined];
  });
}
