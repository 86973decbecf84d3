import { isDeepStrictEqual } from 'node:util';
import type { ScriptOptions, SetupQuestions, SetupScript } from '../../api/setup.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { KeyInstall, KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { digestsOf } from '../commands.ts';
import { holdPair } from '../run-frame.ts';
import { requireGuardable } from '../setup/guard-step.ts';
import { keyLine, placesOf } from '../setup/install-step.ts';
import { ensureKey, markerOf } from '../setup/own-key.ts';
import { beginSetup } from '../setup/machine.ts';
import type { SetupContext, SetupRun } from '../setup/setup-run.ts';
import { setupScript } from './setup-script.ts';

/** Nobody is signed in to, so nothing is asked. */
const NO_ANSWERS: SetupQuestions = {
  confirmHostKey: () => Promise.resolve(false),
  signIn: () => Promise.resolve(undefined),
  sudoPassword: () => Promise.resolve(undefined),
  changeSshd: () => Promise.resolve(false),
  pasteLine: () => Promise.resolve(),
};

/**
 * Makes the pair's own key where there is none, and the script that lets it in on the standby, for the administrator there.
 * Reaches no other machine. A set-up afterwards finds out whether it was run, and finishes without a password.
 */
export async function setUpManually(
  engine: SetupContext,
  asked: Pair,
  options: ScriptOptions,
): Promise<SetupScript> {
  const { lock, pair } = await holdPair(engine, asked);
  try {
    if (pair.standby.kind === 'local') throw EngineError.of('setup.not-possible', { found: 'both-local' });
    requireGuardable(pair);
    const run = await beginSetup(engine, pair, 'standby', { ...options, questions: NO_ANSWERS });
    const { record } = await ensureKey(run, false);
    const key = await expectInstall(run, record);
    const script = setupScript({
      pair,
      standby: run.machine,
      key,
      line: keyLine(run, key),
      marker: markerOf(pair, 'standby'),
      from: run.from,
    });
    return { pair, key, endpoint: formatEndpoint(run.machine), script };
  } finally {
    await lock.release();
  }
}

/** A key that may be somewhere is listed. What was proved stays so, where the script changes nothing of it. */
async function expectInstall(run: SetupRun, record: KeyRecord): Promise<KeyRecord> {
  const { engine, from } = run;
  const endpoint = formatEndpoint(run.machine);
  const before = record.installs.find((each) => each.endpoint === endpoint);
  const isSame =
    before?.places === undefined ||
    (isDeepStrictEqual(before.places, placesOf(run.pair)) &&
      isDeepStrictEqual(before.commands ?? [], digestsOf(run.pair.commands, 'standby')));
  if (before !== undefined && before.from === from && isSame) return record;
  const install: KeyInstall = {
    endpoint,
    authorizedKeysFile: before?.authorizedKeysFile ?? '~root/.ssh/authorized_keys',
    ...(from === undefined ? {} : { from }),
    installedAt: new Date(engine.clock.now()).toISOString(),
  };
  const others = record.installs.filter((each) => each.endpoint !== endpoint);
  const expected = { ...record, installs: [...others, install] };
  await engine.keys.put(expected);
  return expected;
}
