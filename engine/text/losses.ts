import type { Loss } from '../model/plan.ts';

/** In the order of the table. */
export const KEEPABLE: Readonly<Record<Loss['what'], string>> = {
  ownership: 'owners and groups',
  acls: 'access control lists',
  xattrs: 'extended attributes',
  'creation-times': 'creation dates',
  'file-flags': 'file flags (locked, hidden)',
  'hard-links': 'hard links',
  nanoseconds: 'times finer than a second',
  case: 'names that differ in case only',
  devices: 'device files',
};

const WHY: Readonly<Record<Loss['why'], string>> = {
  'not-root': 'that needs root on the standby',
  'rsync-primary': 'the rsync on the primary cannot',
  'rsync-standby': 'the rsync on the standby cannot',
  'different-systems': 'the two systems have different ones',
  'file-system': 'a file system here cannot',
  'owners-ignored': 'the standby’s volume ignores ownership',
  'not-on-this-system': 'a system here has none',
};

/** `extended attributes` */
export function lossWhat(loss: Pick<Loss, 'what'>): string {
  return KEEPABLE[loss.what];
}

/** `that needs root on the standby` */
export function lossWhy(loss: Pick<Loss, 'why'>): string {
  return WHY[loss.why];
}
