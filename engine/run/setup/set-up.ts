import type { SetupOptions, SetupReport } from '../../api/setup.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { keepDropIn } from '../../ssh/sshd-change.ts';
import { runCheck } from '../check.ts';
import { holdPair } from '../run-frame.ts';
import { afterChange } from './after-change.ts';
import { installGuard, requireGuardable } from './guard-step.ts';
import type { Route } from './host-key-step.ts';
import { installKey, type Installed } from './install-step.ts';
import { keepInConfig, recordProof, retireOthers } from './keep-key.ts';
import type { SigningKey } from '../../ssh/private-key.ts';
import { finishIfLetIn, type MachineReport } from './let-in.ts';
import { beginSetup, findMachine, requireSomebody, sidesOf } from './machine.ts';
import { ensureKey } from './own-key.ts';
import { proveFromPrimary } from './prove-from-primary.ts';
import { proveKey } from './prove.ts';
import { openRootSession, type RootSession } from './root-session.ts';
import { throughRootHere } from './root-here.ts';
import { runStep, signalOf, type SetupContext, type SetupRun } from './setup-run.ts';
import { undoChange } from './sshd-obstacles.ts';

/**
 * From "here is my other Mac" to a proved and limited key for each machine that is reached by ssh, which the pair then uses.
 * Each step looks first at what is there, so that it can be done again at any time. `fresh`: with new keys in the place of
 * those in use. Rejects with what went wrong.
 */
export async function setUp(
  engine: SetupContext,
  asked: Pair,
  options: SetupOptions,
  { fresh = false } = {},
): Promise<SetupReport> {
  const { lock, pair } = await holdPair(engine, asked);
  try {
    requireSomebody(pair);
    if (pair.standby.kind === 'ssh') requireGuardable(pair);
    options.onEvent?.({ type: 'setup.started', pairId: pair.id, pairName: pair.name });
    const wanted = options.asRootHere === true ? await throughRootHere(engine, pair, options) : pair;
    const report = await setUpMachines(engine, wanted, options, fresh);
    await look(engine, report.pair, options);
    return report;
  } finally {
    await lock.release();
  }
}

async function setUpMachines(
  engine: SetupContext,
  pair: Pair,
  options: SetupOptions,
  fresh: boolean,
): Promise<SetupReport> {
  let all: SetupReport = { pair, keys: [], already: true };
  for (const side of sidesOf(pair)) {
    const run = await beginSetup(engine, all.pair, side, options);
    options.onEvent?.({ type: 'setup.machine', side, endpoint: formatEndpoint(run.machine) });
    const route = await findMachine(run);
    const one = (fresh ? undefined : await finishIfLetIn(run, route)) ?? (await setUpKey(run, route, fresh));
    all = { pair: one.pair, keys: [...all.keys, one.key], already: all.already && one.already };
  }
  if (all.pair.driver === 'primary') await proveFromPrimary(engine, all.pair, options);
  return all;
}

/** Root's session stays open until the proof, so that nobody is locked out and everything can be put back. */
async function setUpKey(run: SetupRun, route: Route, fresh: boolean): Promise<MachineReport> {
  const session = await openRootSession(run, route);
  try {
    const own = await ensureKey(run, fresh);
    if (run.side === 'standby') await installGuard(run, session);
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
  { session, key, installed }: { session: RootSession; key: SigningKey; installed: Installed },
): Promise<void> {
  const { change } = installed;
  try {
    await runStep(run, 'prove', async () => {
      const proved = (): Promise<string> => proveKey(run, route, key);
      const { clock } = run.engine;
      const answer = await (change === undefined
        ? proved()
        : afterChange(proved, (ms) => clock.sleep(ms, run.options.signal)));
      return [{ step: 'prove', already: false, answer }, undefined];
    });
  } catch (error) {
    if (change !== undefined) await undoChange(session);
    throw error;
  }
  // What was there before stays beside it where that cannot be removed; it harms nobody.
  if (change !== undefined) await keepDropIn(session.shell);
}

function look(engine: SetupContext, pair: Pair, options: SetupOptions): Promise<undefined> {
  return runStep({ engine, options }, 'look', async () => {
    const report = await runCheck(engine, pair, signalOf({ options }));
    return [{ step: 'look', report }, undefined];
  });
}
