import type { CheckId } from '../../model/readiness.ts';

/** What a check of readiness is about, within a list. */
export const CHECK_NAMES: Readonly<Record<CheckId, string>> = {
  'recovery-point': 'age of the copy',
  'last-sync': 'last sync',
  'same-run': 'all volumes from one run',
  verify: 'verify',
  'sign-in': 'sign-in to the standby',
  disks: 'disks of the standby',
  'disk-health': 'health of its disks',
  ownership: 'owners of files',
  'separate-system': 'clone apart from its own system',
  space: 'free space',
  system: 'system of the standby',
  rsync: 'rsync',
  'full-disk-access': 'Full Disk Access',
  encryption: 'encrypted disks',
  power: 'power settings',
  clock: 'clocks',
  address: 'addresses',
  services: 'services',
  users: 'accounts',
  runbook: 'the runbook on the standby',
  drill: 'last drill',
};
