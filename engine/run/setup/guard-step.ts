import { randomBytes } from 'node:crypto';
import {
  canBeGuarded,
  commandFile,
  commandPrefix,
  destinationsFile,
  sharedGuardFiles,
  type GuardedPlace,
} from '../../keys/guard-files.ts';
import { GUARD_VERSION } from '../../keys/guard-script.ts';
import { parseInstallDone } from '../../keys/install-answers.ts';
import { installFilesCall, removeFilesCall, type GuardFile } from '../../keys/install-arguments.ts';
import { commandName } from '../../model/command-name.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { parsePlaceChecks } from '../../platform/parse-probe.ts';
import { probeArguments, PROBE_SCRIPT } from '../../platform/probe-script.ts';
import { GUARDED_SCRIPTS } from '../guarded-shell.ts';
import { callInstaller, installProblem } from './install-call.ts';
import type { RootSession } from './root-session.ts';
import { runStep, signalOf, type SetupRun } from './setup-run.ts';

/** Before anything is touched: some names cannot be handed to a guard. */
export function requireGuardable(pair: Pair): void {
  const files = pair.volumes.map(({ destination }) => destination).filter((path) => !canBeGuarded(path));
  if (files.length > 0) throw EngineError.of('setup.unguardable', { files, count: files.length });
}

const MODES = new Map<number, GuardFile['mode']>([
  [0o755, '0755'],
  [0o644, '0644'],
]);

/** What the guard may run for this pair, each once. */
export function commandFiles({ id, commands }: Pair): readonly ReturnType<typeof commandFile>[] {
  const texts = commands.filter(({ on }) => on === 'standby').map(({ text }) => text);
  return [...new Set(texts)].map((text) => commandFile(id, text));
}

/** What a guard's folder holds, a name a line; nothing where there is no folder. */
const LIST = 'ls -A -- "$1" 2>/dev/null';

export async function listGuardFolder({
  shell,
  account,
}: Pick<RootSession, 'shell' | 'account'>): Promise<string[]> {
  const { stdout } = await shell.run(LIST, [account.guardFolder]);
  return Buffer.from(stdout).toString('latin1').split('\n');
}

/** A command that the pair has no more is run no more, whoever asks for it. */
async function removeOldCommands({ pair }: SetupRun, session: RootSession): Promise<void> {
  const wanted = new Set(commandFiles(pair).map(({ name }) => name));
  const names = await listGuardFolder(session);
  const old = names.filter((name) => name.startsWith(commandPrefix(pair.id)) && !wanted.has(name));
  if (old.length === 0) return;
  const folder = session.account.guardFolder;
  const done = await callInstaller(session, (nonce) => removeFilesCall(nonce, folder, old), parseInstallDone);
  if (!done.ok) throw installProblem(done.error, folder);
}

/** The guard and which places this pair's key may write to; written anew each time, as this version has them. */
export function installGuard(run: SetupRun, session: RootSession): Promise<undefined> {
  return runStep(run, 'guard', async () => {
    const places = await realPlaces(run, session);
    const folder = session.account.guardFolder;
    const files = [
      ...sharedGuardFiles(GUARDED_SCRIPTS, session.account),
      destinationsFile(run.pair.id, places),
      ...commandFiles(run.pair),
    ].map(({ name, content, mode }): GuardFile => ({
      name,
      text: content,
      mode: MODES.get(mode) ?? '0600',
    }));
    const call = (nonce: string): ReturnType<typeof installFilesCall> =>
      installFilesCall(nonce, folder, files);
    const done = await callInstaller(session, call, parseInstallDone);
    if (!done.ok) throw installProblem(done.error, folder);
    await removeOldCommands(run, session);
    const destinations = places.map(({ destination }) => destination);
    const commands = run.pair.commands
      .filter(({ on }) => on === 'standby')
      .map(({ text }) => commandName(text));
    return [{ step: 'guard', folder, version: GUARD_VERSION, destinations, commands }, undefined] as const;
  });
}

/** A destination that is not there yet has no other name; a link that comes to stand there later is refused by the guard. */
async function realPlaces(run: SetupRun, { shell }: RootSession): Promise<GuardedPlace[]> {
  const { volumes } = run.pair;
  const paths = volumes.map(({ destination }) => destination);
  const nonce = randomBytes(12).toString('hex');
  const { stdout } = await shell.run(PROBE_SCRIPT, probeArguments('check', nonce, paths), signalOf(run));
  const checks = parsePlaceChecks(stdout, { nonce, paths });
  if (!checks.ok)
    throw EngineError.of('endpoint.garbled', { endpoint: formatEndpoint(run.machine), text: checks.error });
  return volumes.map(({ id, destination }, index) => {
    const place = checks.value[index];
    return place?.state === 'present' ? { id, destination, realPath: place.realPath } : { id, destination };
  });
}
