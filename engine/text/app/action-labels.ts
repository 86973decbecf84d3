import type { RemedyAction } from '../remedy-action.ts';

/** What stands on the button. `…`: something more is asked before anything is done. */
export const ACTION_LABELS: Readonly<Record<RemedyAction, string>> = {
  'try-again': 'Try Again',
  sync: 'Sync Now',
  preview: 'Preview Changes…',
  'review-held': 'Review Changes…',
  check: 'Check Both Machines',
  'accept-volumes': 'Review Disks…',
  'set-up': 'Set Up…',
  'set-up-by-hand': 'Set Up by Hand…',
  verify: 'Verify Now',
  survey: 'Look Again',
  'mend-contents': 'Mend Differences…',
  'open-volumes': 'Open Volumes',
  'open-keys': 'Open Keys',
  'open-failover': 'Open Failover',
  'open-history': 'Show in History',
  'open-log': 'Show Log',
  'full-disk-access': 'Open Privacy Settings…',
  'local-network-access': 'Open Privacy Settings…',
  'reveal-config': 'Show in Finder',
  'reveal-history': 'Show in Finder',
  'reveal-report': 'Show Report',
};
