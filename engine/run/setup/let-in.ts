import { isDeepStrictEqual } from 'node:util';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { KeyInstall, KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { SigningKey } from '../../ssh/private-key.ts';
import { openOwnKey } from '../own-keys.ts';
import type { Route } from './host-key-step.ts';
import { digestsOf } from '../commands.ts';
import { placesOf } from './install-step.ts';
import { keepInConfig, recordProof } from './keep-key.ts';
import { keysOf } from './own-key.ts';
import { proveKey } from './prove.ts';
import { runStep, type SetupRun } from './setup-run.ts';

/** How setting up one machine ended. */
export interface MachineReport {
  readonly pair: Pair;
  readonly key: KeyRecord;
  readonly already: boolean;
}

/** A key that may be let in already: by an earlier set-up, or by the script of a manual one. */
interface Candidate {
  readonly record: KeyRecord;
  readonly install: KeyInstall;
  readonly key: SigningKey;
}

/**
 * Where one of the pair's keys is let in, limited as it should be, the set-up is finished with it, and nobody has to sign in;
 * `undefined` where none is. Only that machine knows whether an administrator has run the script there, so each key is tried.
 */
export async function finishIfLetIn(run: SetupRun, route: Route): Promise<MachineReport | undefined> {
  for (const candidate of await findCandidates(run)) {
    const answer = await tryKey(run, route, candidate);
    if (answer !== undefined) return finish(run, route, candidate, answer);
  }
  return undefined;
}

/** Those in use before those that were never proved. */
async function findCandidates(run: SetupRun): Promise<Candidate[]> {
  const all = await keysOf(run.engine, run.pair, run.side);
  const found: Candidate[] = [];
  for (const state of ['active', 'new'] as const) {
    for (const record of all.filter((each) => each.state === state)) {
      const install = installOf(run, record);
      if (install === undefined) continue;
      if (run.options.unattended === true && record.sealedBy === 'keyring') continue;
      const key = await openOwnKey(run.engine, record);
      if (key !== undefined) found.push({ record, install, key });
    }
  }
  return found;
}

/** Another limit than the one that is asked for now is not what is asked for: more places or commands than the pair has are too many. */
function installOf(
  { side, machine, options, pair }: SetupRun,
  { installs }: KeyRecord,
): KeyInstall | undefined {
  const endpoint = formatEndpoint(machine);
  const from = side === 'standby' ? options.from : undefined;
  const install = installs.find((each) => each.endpoint === endpoint);
  if (from !== undefined && from !== install?.from) return undefined;
  const isLimited =
    install?.places === undefined ||
    (isDeepStrictEqual(install.places, placesOf(pair)) &&
      isDeepStrictEqual(install.commands ?? [], digestsOf(pair.commands, 'standby')));
  return isLimited ? install : undefined;
}

async function tryKey(run: SetupRun, route: Route, candidate: Candidate): Promise<string | undefined> {
  const { record, install, key } = candidate;
  try {
    return await proveKey(run, route, key);
  } catch (error) {
    if (!(error instanceof EngineError) || error.problem.code !== 'setup.not-proved') throw error;
    const { text = '' } = error.problem.details;
    if (install.provedAt === undefined)
      run.options.onEvent?.({ type: 'setup.not-let-in', fingerprint: record.fingerprint, text });
    return undefined;
  }
}

async function finish(
  run: SetupRun,
  route: Route,
  { record, install }: Candidate,
  answer: string,
): Promise<MachineReport> {
  const already = install.provedAt !== undefined;
  const { fingerprint, comment, sealedBy } = record;
  await runStep(run, 'key', async () => [
    { step: 'key', already: true, fingerprint, comment, sealedBy },
    undefined,
  ]);
  await runStep(run, 'prove', async () => [{ step: 'prove', already, answer }, undefined]);
  const key = await recordProof(run, record);
  const pair = await keepInConfig(run, route, key.id);
  return { pair, key, already };
}
