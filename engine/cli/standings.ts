import type { PairId } from '../model/ids.ts';
import type { ScheduleStanding } from '../model/schedule-standing.ts';
import type { Session } from './session.ts';

/** How the pairs' schedules stand with the host; none where there is no host. */
export async function standingsOf({
  host,
}: Pick<Session, 'host'>): Promise<ReadonlyMap<PairId, ScheduleStanding>> {
  const connection = await host();
  if (connection === undefined) return new Map();
  const { pairs } = await connection.ask('snapshot.get', undefined);
  return new Map(
    pairs.flatMap(({ pair, standing }) => (standing === undefined ? [] : [[pair.id, standing] as const])),
  );
}
