import type { BandwidthRule } from '../../../engine/model/bandwidth.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { WEEKDAYS } from '../../../engine/model/schedule.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { scheduledWorld } from './scheduled.ts';

/* The office by its schedule, with limits by the time of day and commands around each sync. */

export const LIMITS: readonly BandwidthRule[] = [
  { window: { from: '08:00', to: '18:00', weekdays: WEEKDAYS.slice(0, 5) }, kibPerSecond: 2_048 },
  { window: { from: '22:00', to: '06:00', weekdays: [...WEEKDAYS] } },
  { kibPerSecond: 10_240 },
];

export const DUMP: RunCommand = {
  when: 'before',
  on: 'primary',
  text: 'pg_dumpall -U warmspare \\\n  >/Volumes/Users/Shared/dump.sql.new &&\nmv /Volumes/Users/Shared/dump.sql.new /Volumes/Users/Shared/dump.sql',
  timeoutSeconds: 1_800,
  ifItFails: 'stop',
};
export const STOP: RunCommand = {
  when: 'before',
  on: 'standby',
  text: '/usr/local/bin/stop-the-shop',
  timeoutSeconds: 90,
  ifItFails: 'go-on',
};
export const START: RunCommand = {
  when: 'after',
  on: 'standby',
  text: '/usr/local/bin/start-the-shop',
  timeoutSeconds: 600,
};

export function limitedWorld(fields: Partial<Pair> = {}): FakeAnswers {
  return scheduledWorld({}, { bandwidth: [...LIMITS], commands: [DUMP, STOP, START], ...fields });
}
