import type { Clock } from '../platform/clock.ts';

/** A look costs next to nothing, and a due run is to begin within 15 s of a wake, ten of which it settles. */
const LOOK_AFTER_MS = 4_000;
/** A busy machine may be late by so much. */
const LATE_MS = 8_000;

type Reading = Pick<Clock, 'now' | 'monotonic'>;

/**
 * Tells of each wake where nobody else does. In a Mac's sleep Node's timers stand still and the wall clock goes on (libuv counts with
 * mach_absolute_time); a process that was stopped sees both jump. Returns what ends it; keeps no process alive.
 */
export function noticeWakes(clock: Reading, onWoke: () => void, everyMs = LOOK_AFTER_MS): () => void {
  let before = { wall: clock.now(), steady: clock.monotonic() };
  const timer = setInterval(() => {
    const after = { wall: clock.now(), steady: clock.monotonic() };
    const longest = Math.max(after.wall - before.wall, after.steady - before.steady);
    before = after;
    if (longest > everyMs + LATE_MS) onWoke();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
