/** Clocks are set by so much without anybody's doing. */
const LEAP_MS = 60_000;

/** How old the standby's copy is, as far as anybody can know. */
export type RecoveryAge =
  | { readonly kind: 'known'; readonly ageMs: number }
  /** There is no whole copy. */
  | { readonly kind: 'none' }
  /** The clock of this machine was set back since. */
  | { readonly kind: 'in-the-future' }
  | { readonly kind: 'unreadable' };

/** `recoveryPoint` is ISO 8601, `now` milliseconds since 1970. */
export function recoveryAge(recoveryPoint: string | undefined, now: number): RecoveryAge {
  if (recoveryPoint === undefined) return { kind: 'none' };
  const ageMs = now - Date.parse(recoveryPoint);
  if (Number.isNaN(ageMs)) return { kind: 'unreadable' };
  return ageMs < -LEAP_MS ? { kind: 'in-the-future' } : { kind: 'known', ageMs: Math.max(0, ageMs) };
}

/** One number of the big clock. Numbers and units are set in two sizes. */
export interface ClockPart {
  /** `6`, or `< 1`. */
  readonly value: string;
  readonly unit: 'd' | 'h' | 'min';
}

/** `6 h 12 min` in parts, at most two; says the same as `formatAge`. */
export function recoveryClock(ageMs: number): readonly ClockPart[] {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return [{ value: '< 1', unit: 'min' }];
  if (minutes < 60) return [part(minutes, 'min')];
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return [part(hours, 'h'), ...rest(minutes % 60, 'min')];
  return [part(Math.floor(hours / 24), 'd'), ...rest(hours % 24, 'h')];
}

function part(amount: number, unit: ClockPart['unit']): ClockPart {
  return { value: String(amount), unit };
}

function rest(amount: number, unit: ClockPart['unit']): ClockPart[] {
  return amount === 0 ? [] : [part(amount, unit)];
}
