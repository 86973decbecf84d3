import type { AgePoint, RecoveryHistory } from '../../model/recovery-history.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { countOf, formatAge } from '../../text/amounts.ts';
import { formatTable } from '../print/columns.ts';
import { formatTime } from '../../text/times.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

const DAY_MS = 86_400_000;

/** `history NAME --ages DAYS` */
export async function showAges(
  session: Session,
  pair: string | undefined,
  days: number,
): Promise<ExitStatus> {
  if (pair === undefined) throw new UsageError('--ages is of a pair: name it');
  if (days > 3650) throw new UsageError('--ages is of no more than 3650 days');
  const history = await session.engine.history.measure(pair, { windowMs: days * DAY_MS });
  if (session.json) await session.out.json({ type: 'ages', ...history });
  else await session.out.line(printAges(session, history, days));
  return EXIT.done;
}

function printAges(session: Session, { ages }: RecoveryHistory, days: number): string {
  const worst = ages.reduce<AgePoint | undefined>(
    (most, point) => (most === undefined || point.ageMs > most.ageMs ? point : most),
    undefined,
  );
  if (worst === undefined) return `There was no whole copy in the last ${countOf(days, 'day')}.`;
  const context = session.print();
  const drops = ages.flatMap((point, at) => {
    const before = ages[at - 1];
    return before?.at === point.at
      ? [[formatTime(point.at, context), formatAge(before.ageMs), formatAge(point.ageMs)]]
      : [];
  });
  const columns = [{ title: 'COPIED' }, { title: 'OLD BEFORE' }, { title: 'OLD AFTER' }];
  const worstText = `At worst, in the last ${countOf(days, 'day')}, ${formatAge(worst.ageMs)} would have been lost (${formatTime(worst.at, context)}).`;
  return drops.length === 0 ? worstText : `${formatTable(columns, drops, context.width)}\n${worstText}`;
}
