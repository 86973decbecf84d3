import type { Scene } from './scene.ts';
import { ALERTS_SCENES } from './scenes/alerts-scenes.ts';
import { FAILOVER_SCENES } from './scenes/failover-scenes.ts';
import { OVERVIEW_SCENES, POPOVER_SCENES } from './scenes/glance-scenes.ts';
import { HISTORY_SCENES } from './scenes/history-scenes.ts';
import { KEYS_SCENES, SET_UP_SCENES } from './scenes/set-up-scenes.ts';
import { SCHEDULE_SCENES } from './scenes/schedule-scenes.ts';
import { VOLUMES_SCENES } from './scenes/volumes-scenes.ts';

/** Every screen in every state that is looked at. */
export const SCENES: readonly Scene[] = [
  ...POPOVER_SCENES,
  ...OVERVIEW_SCENES,
  ...SET_UP_SCENES,
  ...VOLUMES_SCENES,
  ...SCHEDULE_SCENES,
  ...HISTORY_SCENES,
  ...FAILOVER_SCENES,
  ...ALERTS_SCENES,
  ...KEYS_SCENES,
];

const EXAMPLES: ReadonlySet<string> = new Set([
  'popover-empty',
  'popover-scheduled',
  'popover-running',
  'popover-held',
  'popover-three-pairs',
  'overview-ready',
  'overview-running',
  'overview-held',
  'overview-previewed',
  'set-up-find',
  'set-up-host-key',
  'set-up-volumes',
  'set-up-sign-in',
  'set-up-host-key-changed',
  'set-up-report',
  'set-up-preview-done',
  'set-up-when',
  'volumes-refused',
  'volumes-editing',
  'volumes-adding',
  'volumes-saving',
  'volumes-left-out',
  'overview-paused',
  'schedule-times',
  'schedule-cron-fault',
  'schedule-paused',
  'schedule-waiting',
  'schedule-limits-faults',
  'schedule-commands-faults',
  'history-list',
  'history-run-held',
  'history-run-changes',
  'history-run-log',
  'failover-ready',
  'failover-not-ready',
  'failover-never-looked',
  'failover-editing',
  'failover-boot',
  'alerts-nobody',
  'alerts-set-up',
  'alerts-trouble',
  'alerts-mail-faults',
  'alerts-webhook',
  'alerts-checks',
  'alerts-limits',
  'keys',
  'general',
]);

/** One of those that are alike: what `npm test` has the time for. `npm run screens` judges them all. */
export const EXAMPLE_SCENES: readonly Scene[] = SCENES.filter(({ name }) => EXAMPLES.has(name));
