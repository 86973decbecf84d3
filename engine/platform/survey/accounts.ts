import type { ScheduledJob, UserAccount } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { linesOf } from './known.ts';

/** People's accounts on a Mac have ids from 500 on (501 since 10.2); those of services begin with `_`. */
const FIRST_MAC_UID = 500;

/** `dscl . -list /Users UniqueID` and the same for NFSHomeDirectory: `me          501`. */
export function macUsers(told: Told): UserAccount[] | undefined {
  const ids = linesOf(told, 'user-ids');
  const homes = new Map(linesOf(told, 'user-homes')?.flatMap(pairOf));
  if (ids === undefined || homes.size === 0) return undefined;
  return ids.flatMap(pairOf).flatMap(([name, uid]) => {
    const home = homes.get(name);
    const isPerson = !name.startsWith('_') && /^\d+$/.test(uid) && Number(uid) >= FIRST_MAC_UID;
    return isPerson && home?.startsWith('/') === true ? [{ name, uid: Number(uid), home }] : [];
  });
}

/** `me          501`, `me          /Users/me` */
function pairOf(line: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^(\S+)\s+(\S.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value.trim()]];
}

/** `me:1000:/home/me` */
export function linuxUsers(told: Told): UserAccount[] | undefined {
  return linesOf(told, 'passwd')?.flatMap((line) => {
    const [, name = '', uid, home = ''] = /^([^:]+):(\d{1,9}):(\/.*)$/.exec(line) ?? [];
    return uid === undefined ? [] : [{ name, uid: Number(uid), home }];
  });
}

/** `root\t30 3 * * 0\ttest` */
export function jobsOf(told: Told): ScheduledJob[] | undefined {
  return linesOf(told, 'jobs')?.flatMap((line) => {
    const [owner = '', when = '', program = ''] = line.split('\t');
    return owner === '' || when === '' || program === '' ? [] : [{ owner, when, program }];
  });
}
