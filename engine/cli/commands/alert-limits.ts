import { DEFAULT_LIMITS, type AlertLimits } from '../../model/alert-settings.ts';
import type { ExitStatus } from '../exit-status.ts';
import { limitsText } from '../print/alerts.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { changeAlerts } from './alert-change.ts';

export interface AlertLimitsOptions {
  readonly silence?: number | 'pair';
  readonly unreachable?: number;
  readonly disk?: number;
  readonly diskPercent?: number;
  readonly default?: boolean;
}

export async function alertLimits(session: Session, options: AlertLimitsOptions): Promise<ExitStatus> {
  if (Object.keys(options).every((name) => !(name in CHANGES) && name !== 'default'))
    throw new UsageError('nothing is to be changed: say what, as in --silence 2d, or --default');
  const before = await session.alerts.settings();
  const limits = limitsOf(options.default === true ? DEFAULT_LIMITS : before.limits, options);
  return changeAlerts(session, { settings: { ...before, limits }, done: limitsText(limits) });
}

const CHANGES: Readonly<Record<Exclude<keyof AlertLimitsOptions, 'default'>, true>> = {
  silence: true,
  unreachable: true,
  disk: true,
  diskPercent: true,
};

function limitsOf(
  { silenceAfterMs, ...rest }: AlertLimits,
  { silence, unreachable, disk, diskPercent }: AlertLimitsOptions,
): AlertLimits {
  const silent = silence === 'pair' ? undefined : (silence ?? silenceAfterMs);
  return {
    ...rest,
    ...(silent !== undefined && { silenceAfterMs: silent }),
    ...(unreachable !== undefined && { unreachableAfterMs: unreachable }),
    ...(disk !== undefined && { diskBytes: disk }),
    ...(diskPercent !== undefined && { diskPercent }),
  };
}
