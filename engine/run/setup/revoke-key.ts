import type { SetupOptions } from '../../api/setup.ts';
import { removeKey } from '../../keys/authorized-keys.ts';
import { parseInstallDone } from '../../keys/install-answers.ts';
import { removeFilesCall } from '../../keys/install-arguments.ts';
import { commandPrefix, roleFiles } from '../../keys/guard-files.ts';
import { SCRIPT_VERBS } from '../../keys/guard-verbs.ts';
import { STANDBY_TOOL_NAME } from '../../keys/standby-tool.ts';
import type { KeyRecord } from '../../model/key.ts';
import type { Side } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { lockPair } from '../run-frame.ts';
import { editKeysFile } from './edit-keys-file.ts';
import { listGuardFolder } from './guard-step.ts';
import { callInstaller, installProblem } from './install-call.ts';
import { forgetKey, keysOf, markerOf } from './own-key.ts';
import { beginSetup, findMachine, sidesOf } from './machine.ts';
import { openRootSession, type RootSession } from './root-session.ts';
import type { SetupContext } from './setup-run.ts';

/**
 * Takes the pair's keys and guard from its machines, by signing in to each once more, and then forgets them here. The pair
 * keeps naming its keys: without them, it signs in to nobody. The key of a machine that is not reached stays listed as
 * `revoking`. Returns the keys that are gone.
 */
export async function revokeKeys(
  engine: SetupContext,
  pair: Pair,
  options: SetupOptions,
): Promise<readonly KeyRecord[]> {
  const records = await Promise.all(sidesOf(pair).map((side) => keysOf(engine, pair, side)));
  const all = records.flat();
  if (all.length === 0) throw EngineError.of('key.none', { text: pair.name });
  const lock = await lockPair(engine, pair);
  try {
    for (const record of all) await engine.keys.put({ ...record, state: 'revoking' });
    for (const side of sidesOf(pair))
      if (all.some(({ role }) => role === side)) await revoke(engine, pair, side, options);
    return all.map((record) => ({ ...record, installs: [], state: 'revoking' }));
  } finally {
    await lock.release();
  }
}

async function revoke(engine: SetupContext, pair: Pair, side: Side, options: SetupOptions): Promise<void> {
  const run = await beginSetup(engine, pair, side, options);
  const session = await openRootSession(run, await findMachine(run));
  try {
    const marker = markerOf(pair, side);
    await editKeysFile(session, (text) => removeKey(text, { kind: 'marker', marker }).text);
    if (side === 'standby') await removeGuard(session, pair);
  } finally {
    await session.close();
  }
  for (const record of await keysOf(engine, pair, side)) await forgetKey(engine, record);
}

async function removeGuard(session: RootSession, pair: Pair): Promise<void> {
  const folder = session.account.guardFolder;
  const names = await listGuardFolder(session);
  const commands = names.filter((name) => name.startsWith(commandPrefix(pair.id)));
  const [promoted, generation] = roleFiles(pair.id);
  // The fence outlives the key: a set-up later must not open the way over a machine that serves.
  const own = [`${pair.id}.destinations`, ...(names.includes(promoted) ? [] : [generation]), ...commands];
  // Another pair, of this primary or of another one, may be guarded there too.
  const isShared = names.some((name) => name.endsWith('.destinations') && !own.includes(name));
  const tool = names.some((name) => name.endsWith('.promoted')) ? [] : [STANDBY_TOOL_NAME];
  const shared = isShared ? [] : ['guard', ...tool, ...SCRIPT_VERBS.map((verb) => `${verb}.sh`)];
  const call = (nonce: string): ReturnType<typeof removeFilesCall> =>
    removeFilesCall(nonce, folder, [...own, ...shared]);
  const done = await callInstaller(session, call, parseInstallDone);
  if (!done.ok) throw installProblem(done.error, folder);
}
