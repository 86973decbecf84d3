import type { StandbyRole } from '../model/promotion.ts';
import type { Clock } from '../platform/clock.ts';
import type { RecordDoor } from './ports.ts';

/** Somebody may have changed it on the standby by hand: what is known here follows. */
export async function noteRole(
  known: RecordDoor,
  role: StandbyRole,
  clock: Pick<Clock, 'now'>,
): Promise<StandbyRole> {
  const record = await known.read();
  if (record !== undefined && !isSameRole(record.role, role)) {
    const seenAt = new Date(clock.now()).toISOString();
    await known.update((before) => ({ ...before, role, seenAt }));
  }
  return role;
}

function isSameRole(a: StandbyRole, b: StandbyRole): boolean {
  return a.state === b.state && a.generation === b.generation;
}
