import type { Absence } from '../../model/schedule-state.ts';

/** A run that begins this much after its due time is still on time. */
export const ON_TIME_MS = 60_000;
/** A due time that is seen this much later was seen by nobody; with what settles and is asked then, the run is no longer on time. */
const NOTICED_MS = 30_000;

/** Since when somebody looks after the schedules. Moments are milliseconds since 1970. */
export interface Presence {
  readonly now: number;
  readonly startedAt: number;
  readonly bootedAt: number | undefined;
  /** The last wake that was told. */
  readonly wokeAt: number | undefined;
  /** How long by a clock that nobody sets the last look at the schedules is ago, when it should have been a minute at most. */
  readonly unseenMs: number;
}

/** Why nobody was there at a due time that is seen now for the first time; `undefined`: somebody was. */
export function absenceAt(due: number, presence: Presence): Absence | undefined {
  const { now, startedAt, bootedAt, wokeAt, unseenMs } = presence;
  if (now - due <= NOTICED_MS) return undefined;
  if (startedAt > due) return bootedAt !== undefined && bootedAt > due ? 'off' : 'not-running';
  if (wokeAt !== undefined && wokeAt > due) return 'asleep';
  // A stopped process, or a sleep that nothing told of on a system whose clock goes on in it.
  return unseenMs > NOTICED_MS ? 'asleep' : 'clock';
}
