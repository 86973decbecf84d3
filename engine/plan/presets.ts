import type { PresetName } from '../model/pair.ts';

/** One pattern in rsync's syntax and the reason why it stays out of a clone. */
export interface PresetEntry {
  readonly pattern: string;
  readonly reason: string;
}

// Sources: the published exclusion list of Carbon Copy Cloner (v5 knowledge base, 2021) and Time Machine's
// StdExclusions.plist. `._*` is left in: on a volume without AppleDouble files it would only drop real names.
const FILE_SYSTEM: readonly PresetEntry[] = [
  { pattern: '/.HFS+ Private Directory Data*', reason: 'hard links, as HFS+ keeps them for itself' },
  { pattern: '/.journal', reason: 'the journal of this one volume' },
  { pattern: '/.journal_info_block', reason: 'the journal of this one volume' },
  { pattern: '/lost+found', reason: 'what a disk repair found on this one volume' },
  { pattern: '/.fseventsd', reason: 'the change log of this one volume' },
  { pattern: '/.hotfiles.btree', reason: 'placement of files on this one disk' },
  { pattern: '/.quota.user', reason: 'quotas of this one volume' },
  { pattern: '/.quota.group', reason: 'quotas of this one volume' },
  { pattern: '.Spotlight-V100', reason: 'the search index; each Mac makes its own' },
  { pattern: '.DocumentRevisions-V100*', reason: 'the versions database; damaged when copied live' },
  { pattern: '.TemporaryItems', reason: 'temporary' },
  { pattern: 'Network Trash Folder', reason: 'a trash' },
  { pattern: '.Trashes', reason: 'a trash' },
  { pattern: '.Trash', reason: 'a trash' },
  { pattern: '/.com.apple.timemachine.donotpresent', reason: 'a mark about this one volume' },
  { pattern: '.metadata_never_index', reason: 'a mark about this one volume' },
  { pattern: '/.VolumeIcon.icns', reason: 'the icon of this one volume' },
];

const BACKUPS: readonly PresetEntry[] = [
  { pattern: '/Backups.backupdb', reason: 'Time Machine backups; a copy of them is not usable' },
  { pattern: '/.MobileBackups', reason: 'local Time Machine snapshots' },
  { pattern: '/.MobileBackups.trash', reason: 'local Time Machine snapshots' },
];

/** Anchored at the root of a system or Data volume. */
const SYSTEM: readonly PresetEntry[] = [
  { pattern: '/private/var/vm/*', reason: 'swap and sleep image' },
  { pattern: '/private/tmp/*', reason: 'temporary' },
  { pattern: '/private/var/tmp/*', reason: 'temporary' },
  { pattern: '/private/var/folders/*/*/C', reason: 'caches' },
  { pattern: '/private/var/folders/*/*/T', reason: 'temporary' },
  { pattern: '/private/var/run/*', reason: 'process ids and sockets of the running system' },
  { pattern: '/private/var/db/dyld/dyld_*', reason: 'a cache that belongs to one installed system' },
  { pattern: '/private/var/db/systemstats', reason: 'statistics of one machine' },
  { pattern: '/private/var/db/Spotlight-V100', reason: 'the search index' },
  { pattern: '/private/var/db/Spotlight', reason: 'the search index' },
  { pattern: '/private/var/db/dhcpclient', reason: 'network leases of one machine' },
  { pattern: '/private/var/db/fseventsd', reason: 'the change log of one volume' },
  { pattern: '/private/var/db/com.apple.backupd.backupVerification', reason: 'Time Machine state' },
  { pattern: '/private/var/db/searchparty', reason: 'Find My keys of one machine' },
  { pattern: '/private/var/db/uuidtext', reason: 'tables of the system log' },
  { pattern: '/private/var/db/diagnostics', reason: 'the system log' },
  { pattern: '/private/var/db/volinfo.database', reason: 'ownership settings of the disks of one machine' },
  {
    pattern: '/private/var/db/dslocal/nodes/Default/secureaccesstoken.plist',
    reason: 'a token of one machine',
  },
  { pattern: '/System/Library/Caches/*', reason: 'caches that belong to one installed system' },
  { pattern: '/Library/Caches/*', reason: 'caches' },
  { pattern: '/Users/*/Library/Caches/*', reason: 'caches' },
  {
    pattern: '/Library/Preferences/SystemConfiguration/NetworkInterfaces.plist',
    reason: 'network hardware of one machine',
  },
  {
    pattern: '/Library/Preferences/SystemConfiguration/preferences.plist',
    reason: 'network settings of one machine',
  },
  { pattern: '/cores', reason: 'crash dumps' },
  { pattern: '/macOS Install Data', reason: 'an installer at work' },
  { pattern: '/Previous Systems*', reason: 'replaced systems' },
  { pattern: '/Desktop DB', reason: 'rebuilt by the Finder' },
  { pattern: '/Desktop DF', reason: 'rebuilt by the Finder' },
];

/** Every preset, with a reason an entry. `none` leaves nothing out. */
export const PRESETS: Readonly<Record<PresetName, readonly PresetEntry[]>> = {
  'macos-system': [...FILE_SYSTEM, ...BACKUPS, ...SYSTEM],
  'macos-data': [...FILE_SYSTEM, ...BACKUPS],
  none: [],
};

/** Mount points and firmlinks below `/`: never entered, whatever the preset and besides rsync's `--one-file-system`. */
export const ROOT_TRAPS: readonly PresetEntry[] = [
  { pattern: '/dev/*', reason: 'devices of the running system' },
  { pattern: '/Volumes/*', reason: 'other volumes' },
  { pattern: '/Network/*', reason: 'other machines' },
  { pattern: '/net/*', reason: 'other machines' },
  { pattern: '/automount/*', reason: 'other machines' },
  { pattern: '/.vol/*', reason: 'a view of every file by number' },
  { pattern: '/System/Volumes/*', reason: 'the other volumes of the group, reached by firmlinks' },
  { pattern: '/proc/*', reason: 'processes of the running system' },
  { pattern: '/sys/*', reason: 'the running kernel' },
  { pattern: '/run/*', reason: 'sockets of the running system' },
  { pattern: '/mnt/*', reason: 'other volumes' },
  { pattern: '/media/*', reason: 'other volumes' },
];
