import type { Pair } from '../../model/pair.ts';
import type { ScheduleStanding } from '../../model/schedule-standing.ts';
import { EngineError } from '../../model/problem.ts';
import { nextDueTimes, parseSchedule, type HostConnection } from '../../index.ts';
import { scheduleFaultText } from '../../text/schedule-fault.ts';
import { pauseWords } from '../../text/standing-words.ts';
import { momentOf } from '../arguments/moment-argument.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printSchedule } from '../print/schedule.ts';
import type { Session } from '../session.ts';
import { standingsOf } from '../standings.ts';
import { UsageError } from '../usage-error.ts';

const NEXT_TIMES = 5;

/** When the pair is due, and how that stands. */
export async function showSchedule(session: Session, name: string): Promise<ExitStatus> {
  const pair = await session.engine.pairs.get(name);
  const standing = (await standingsOf(session)).get(pair.id);
  const next = timesToCome(pair, standing, session.clock.now());
  if (session.json) await session.out.json({ type: 'schedule', pair, standing: standing ?? null, next });
  else await session.out.line(printSchedule(pair, standing, next, session.print()));
  return EXIT.done;
}

export interface PauseOptions {
  readonly for?: string;
  readonly until?: string;
}

export async function pauseSchedule(
  session: Session,
  name: string,
  options: PauseOptions,
): Promise<ExitStatus> {
  const until = untilOf(options, session.clock.now());
  const pair = await session.engine.pairs.get(name);
  const host = await hostOf(session);
  await host.ask('schedule.pause', { pairId: pair.id, ...(until !== undefined && { until }) });
  return say(
    session,
    pair,
    `${pauseWords({ until }, session.print())}; what is due until then is caught up once`,
  );
}

export async function resumeSchedule(session: Session, name: string): Promise<ExitStatus> {
  const pair = await session.engine.pairs.get(name);
  await (await hostOf(session)).ask('schedule.resume', { pairId: pair.id });
  return say(session, pair, 'resumed');
}

async function say({ json, out }: Session, pair: Pair, what: string): Promise<ExitStatus> {
  if (json) await out.json({ type: 'schedule.changed', pairId: pair.id });
  else await out.line(`The schedule of ${pair.name} is ${what}.`);
  return EXIT.done;
}

/** Who begins runs is asked not to. */
async function hostOf({ host }: Session): Promise<HostConnection> {
  const connection = await host();
  if (connection !== undefined) return connection;
  throw EngineError.of('host.none', {});
}

function timesToCome(pair: Pair, standing: ScheduleStanding | undefined, now: number): readonly string[] {
  const zone = standing?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return nextDueTimes(pair.schedule, now, zone, NEXT_TIMES).map((at) => new Date(at).toISOString());
}

function untilOf(options: PauseOptions, now: number): string | undefined {
  if (options.until !== undefined) return momentOf('until', options.until);
  if (options.for === undefined) return undefined;
  // As in "every 2h".
  const length = parseSchedule(`every ${options.for}`);
  if (length.ok && length.value.kind === 'every')
    return new Date(now + length.value.minutes * 60_000).toISOString();
  const fault = length.ok ? 'it is no length of time' : scheduleFaultText(length.error);
  throw new UsageError(`--for is no length of time, like 90m or 2h: ${fault}`);
}
