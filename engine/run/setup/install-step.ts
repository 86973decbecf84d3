import { addLine, removeKey, type KeysText } from '../../keys/authorized-keys.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { KeyInstall, KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { DROP_IN_FILE } from '../../ssh/sshd-settings.ts';
import { digestsOf } from '../commands.ts';
import { handMarkerOf } from './by-hand.ts';
import { editKeysFile } from './edit-keys-file.ts';
import type { OwnKey } from './own-key.ts';
import type { RootSession } from './root-session.ts';
import { runStep, type SetupRun } from './setup-run.ts';
import { agreeOnChange, makeChange, type SshdChange } from './sshd-obstacles.ts';

export interface Installed {
  readonly record: KeyRecord;
  readonly change: SshdChange | undefined;
}

/**
 * The line as it goes into authorized_keys. On the standby: nothing but the guard. The primary is read as a whole, by scripts
 * too, and where its rsync pushes to the standby, it signs in there through the app's agent: nothing else is forwarded.
 */
export function keyLine({ engine, pair, side, from }: SetupRun, record: KeyRecord): string {
  const guard = `,command="${engine.keyAccount.guardFolder}/guard ${pair.id}"`;
  const limit = side === 'standby' ? guard : pair.driver === 'primary' ? ',agent-forwarding' : '';
  const source = from === undefined ? '' : `,from="${from}"`;
  return `restrict${limit}${source} ${record.publicKey} ${record.comment}`;
}

/**
 * Puts the line in beside any older key of the pair, which goes only once this one is proved. What a person must agree to is
 * asked before anything is written; the standby's sshd is changed last.
 */
export function installKey(run: SetupRun, session: RootSession, own: OwnKey): Promise<Installed> {
  return runStep(run, 'install', async () => {
    const change = await agreeOnChange(run, session);
    const line = keyLine(run, own.record);
    const edit = await editKeysFile(session, (text) => withLine(run, session, text, line));
    const record = await recordInstall(run, own.record, edit.file);
    if (change !== undefined) await makeChange(session, change);
    const { file, mended } = edit;
    const already = !edit.changed && change === undefined;
    const sshdChange = change === undefined ? undefined : DROP_IN_FILE;
    return [
      { step: 'install', already, file, line, mended, sshdChange },
      { record, change },
    ] as const;
  });
}

function withLine(run: SetupRun, { handBlob }: RootSession, text: KeysText, line: string): KeysText {
  const bytes = Buffer.from(line).toString('latin1');
  const added = addLine(text, bytes).text;
  const byHand = removeKey(added, { kind: 'marker', marker: handMarkerOf(run) }).text;
  return handBlob === undefined ? byHand : removeKey(byHand, { kind: 'blob', blob: handBlob }).text;
}

/** What the guard is told beside each key of this pair's standby. */
export function placesOf({ volumes }: Pair): NonNullable<KeyInstall['places']> {
  return volumes.map(({ id, destination }) => ({ id, destination }));
}

/** Before the proof: a key that is somewhere is listed. */
async function recordInstall(run: SetupRun, record: KeyRecord, file: string): Promise<KeyRecord> {
  const { engine, side, from } = run;
  const endpoint = formatEndpoint(run.machine);
  const before = record.installs.find((each) => each.endpoint === endpoint);
  const install: KeyInstall = {
    endpoint,
    authorizedKeysFile: file,
    ...(from === undefined ? {} : { from }),
    ...(side === 'standby' && {
      places: placesOf(run.pair),
      commands: [...digestsOf(run.pair.commands, side)],
    }),
    installedAt: before?.installedAt ?? new Date(engine.clock.now()).toISOString(),
    ...(before?.provedAt === undefined ? {} : { provedAt: before.provedAt }),
    ...(before?.lastUsedAt === undefined ? {} : { lastUsedAt: before.lastUsedAt }),
  };
  const others = record.installs.filter((each) => each.endpoint !== endpoint);
  const installed = { ...record, installs: [...others, install] };
  await engine.keys.put(installed);
  return installed;
}
