import { formatDigestTime, parseDigestTime } from '../arguments/digest-argument.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { changeAlerts } from './alert-change.ts';

export async function alertDigest(
  session: Session,
  time: string | undefined,
  options: { readonly off?: boolean },
): Promise<ExitStatus> {
  const { digest: _before, ...rest } = await session.alerts.settings();
  if (options.off === true) {
    if (time !== undefined) throw new UsageError('a time and --off cannot be given together');
    return changeAlerts(session, { settings: rest, done: 'No digest is sent any more.' });
  }
  if (time === undefined) throw new UsageError("when? Give a day and a time, as in 'mon 08:00', or --off");
  const digest = parseDigestTime(time);
  return changeAlerts(session, {
    settings: { ...rest, digest },
    done: `A digest is sent once a week: ${formatDigestTime(digest)}, by the clock of this machine.`,
  });
}
