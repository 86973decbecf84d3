import type { CheckId, CheckState, Overall } from '../../model/readiness.ts';
import { uncapitalised } from '../words.ts';

/** What is asked, in a few words. */
export const CHECK_TITLES: Readonly<Record<CheckId, string>> = {
  'recovery-point': 'Age of the copy',
  'last-sync': 'Last sync',
  'same-run': 'All volumes of one run',
  verify: 'Last verify',
  'sign-in': 'Standby, key and guard',
  disks: 'Disks of the copy',
  'disk-health': 'Health of the disks',
  ownership: 'Owners of files',
  'separate-system': 'The standby’s own system',
  space: 'Space for a week',
  system: 'Way of taking over',
  rsync: 'rsync on both machines',
  'full-disk-access': 'Full Disk Access',
  encryption: 'Start without a password',
  power: 'Power settings',
  clock: 'Clocks',
  address: 'Address',
  services: 'Services',
  users: 'Accounts',
  runbook: 'Runbook on the standby',
  drill: 'Last drill',
};

/** The same within a sentence. */
export function checkName(id: CheckId): string {
  const title = CHECK_TITLES[id];
  return id === 'full-disk-access' ? title : uncapitalised(title);
}

export const CHECK_STATES: Readonly<Record<CheckState, string>> = {
  pass: 'passed',
  warn: 'warning',
  fail: 'failed',
  unknown: 'not known',
};

/** What it comes to, for a headline. */
export const OVERALL_WORDS: Readonly<Record<Overall, string>> = {
  ready: 'Ready',
  stale: 'Stale',
  'not-ready': 'Not ready',
  unknown: 'Not known',
};

/** What that means, in a sentence. */
export const OVERALL_MEANINGS: Readonly<Record<Overall, string>> = {
  ready: 'The standby could take over now.',
  stale: 'The standby could take over, with a copy that is older than it should be.',
  'not-ready': 'The standby could not take over as it is.',
  unknown: 'Nobody knows whether the standby could take over: something that it takes was not seen.',
};
