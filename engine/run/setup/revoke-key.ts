import type { SetupOptions } from '../../api/setup.ts';
import { removeKey } from '../../keys/authorized-keys.ts';
import { GUARD_FOLDER } from '../../keys/guard-script.ts';
import { parseInstallDone } from '../../keys/install-answers.ts';
import { removeFilesCall } from '../../keys/install-arguments.ts';
import { SCRIPT_VERBS } from '../../keys/guard-verbs.ts';
import type { KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import type { Shell } from '../../model/shell.ts';
import { lockPair } from '../run-frame.ts';
import { editKeysFile } from './edit-keys-file.ts';
import { callInstaller, installProblem } from './install-call.ts';
import { forgetKey, keysOf, markerOf } from './own-key.ts';
import { openRootSession } from './root-session.ts';
import { beginSetup, findStandby } from './set-up.ts';
import type { SetupContext } from './setup-run.ts';

/**
 * Takes the pair's keys and guard from the standby, by signing in once more, and then forgets them here. The pair keeps naming
 * its key: without it, it signs in to nobody. Where the standby is not reached, the key stays listed as `revoking`.
 */
export async function revokeKey(engine: SetupContext, pair: Pair, options: SetupOptions): Promise<KeyRecord> {
  const run = await beginSetup(engine, pair, options);
  const [newest] = await keysOf(engine, pair);
  if (newest === undefined) throw EngineError.of('key.none', { text: pair.name });
  const lock = await lockPair(engine, pair);
  try {
    for (const record of await keysOf(engine, pair)) await engine.keys.put({ ...record, state: 'revoking' });
    const session = await openRootSession(run, await findStandby(run));
    try {
      await editKeysFile(
        session.shell,
        (text) => removeKey(text, { kind: 'marker', marker: markerOf(pair) }).text,
      );
      await removeGuard(session.shell, pair);
    } finally {
      await session.close();
    }
    for (const record of await keysOf(engine, pair)) await forgetKey(engine, record);
    return { ...newest, installs: [], state: 'revoking' };
  } finally {
    await lock.release();
  }
}

/** What the guard's folder holds, a name a line; nothing where there is no folder. */
const LIST = 'ls -A -- "$1" 2>/dev/null';

async function removeGuard(shell: Shell, pair: Pair): Promise<void> {
  const { stdout } = await shell.run(LIST, [GUARD_FOLDER]);
  const names = Buffer.from(stdout).toString('latin1').split('\n');
  const own = [`${pair.id}.destinations`, `${pair.id}.promoted`];
  // Another pair, of this primary or of another one, may be guarded there too.
  const isShared = names.some((name) => name.endsWith('.destinations') && !own.includes(name));
  const shared = isShared ? [] : ['guard', ...SCRIPT_VERBS.map((verb) => `${verb}.sh`)];
  const call = (nonce: string): ReturnType<typeof removeFilesCall> =>
    removeFilesCall(nonce, GUARD_FOLDER, [...own, ...shared]);
  const done = await callInstaller(shell, call, parseInstallDone);
  if (!done.ok) throw installProblem(done.error, GUARD_FOLDER);
}
