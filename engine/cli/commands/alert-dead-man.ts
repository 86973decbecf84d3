import { DeadMan, siteOf } from '../../model/alert-settings.ts';
import { printable } from '../../model/path-text.ts';
import { settingFault } from '../arguments/setting-fault.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { changeAlerts } from './alert-change.ts';

export interface AlertDeadManOptions {
  readonly off?: boolean;
  readonly pair?: string;
}

/** One for all pairs, and one for each pair; a new one takes the place of the one for the same. */
export async function alertDeadMan(
  session: Session,
  url: string | undefined,
  { off, pair }: AlertDeadManOptions,
): Promise<ExitStatus> {
  const settings = await session.alerts.settings();
  const pairId = pair === undefined ? undefined : (await session.engine.pairs.get(pair)).id;
  const whose = pair === undefined ? '' : ` of ${printable(pair)}`;
  const others = settings.deadMan.filter((one) => one.pairId !== pairId);
  if (off === true) {
    if (url !== undefined) throw new UsageError('an address and --off cannot be given together');
    const deadMan = pair === undefined ? [] : others;
    return changeAlerts(session, {
      settings: { ...settings, deadMan },
      done: `No check is told of the syncs${whose} any more.`,
    });
  }
  if (url === undefined) throw new UsageError('which address? Give one, or --off');
  const given = { url, ...(pairId !== undefined && { pairId }) };
  const added = DeadMan.safeParse(given);
  if (!added.success) throw settingFault(added.error, given, { url: 'the address' });
  return changeAlerts(session, {
    settings: { ...settings, deadMan: [...others, added.data] },
    done: `${siteOf(url)} is told of the start and the end of each sync${whose} that the app or warmspare serve begins.`,
  });
}
