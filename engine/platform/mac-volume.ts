import { pathOf, textOf, type Told } from './probe-records.ts';
import { count, type VolumeFacts } from './volume-facts.ts';

/**
 * Reads what macOS told: `df -Pk`, `df -ki`, mount(8) and `diskutil info -plist`. Where they differ df is believed about
 * space: diskutil's FreeSpace is 0 for APFS volumes.
 */
export function macVolume(told: Told, mountTable: string): VolumeFacts {
  const df = parseDfLine(pathOf(told, 'df') ?? '');
  const info = textOf(told, 'diskutil') ?? '';
  const mount = mountOf(mountTable, df?.device ?? '', df?.mountPoint ?? '');
  const fileSystem = plistString(info, 'FilesystemType') ?? mount.type;
  return {
    mountPoint: df?.mountPoint ?? '/',
    fileSystem,
    volumeUuid: plistString(info, 'VolumeUUID'),
    readOnly: mount.options.includes('read-only') || plistBoolean(info, 'WritableVolume') === false,
    freeBytes: (df?.availableKb ?? 0) * 1024,
    usedBytes: (df?.usedKb ?? 0) * 1024,
    sizeBytes: (df?.sizeKb ?? 0) * 1024,
    freeInodes: parseFreeInodes(textOf(told, 'dfi') ?? ''),
    ownersIgnored:
      mount.options.includes('noowners') || plistBoolean(info, 'GlobalPermissionsEnabled') === false,
    caseSensitive: caseOf(info, fileSystem),
  };
}

interface DfLine {
  readonly device: string;
  readonly sizeKb: number;
  readonly usedKb: number;
  readonly availableKb: number;
  readonly mountPoint: string;
}

/** `/dev/disk3s5  482797652 214748364 250000000    47%    /System/Volumes/Data`; device names may hold spaces (`map auto_home`). */
export function parseDfLine(line: string): DfLine | undefined {
  // Each run of spaces is tried once, from its start: what a stranger tells may be long.
  const match = /^(|.*?\S)\s+(\d+)\s+(\d+)\s+(-?\d+)\s+\d+%\s+(\/.*)$/s.exec(line);
  if (match === null) return undefined;
  const [, device, size, used, available, mountPoint] = match;
  return {
    device: device ?? '',
    sizeKb: count(size),
    usedKb: count(used),
    availableKb: Math.max(0, count(available)),
    mountPoint: mountPoint ?? '/',
  };
}

/** `/dev/disk3s5 482797652 214748364 250000000 47% 1234567 2500000000 0% /System/Volumes/Data`: the ninth before the mount point is ifree. */
function parseFreeInodes(line: string): number | undefined {
  const free = /\s\d+%\s+\d+\s+(\d+)\s+\d+%\s+\//.exec(line)?.[1];
  return free === undefined ? undefined : count(free);
}

/** `/dev/disk5s1 on /Volumes/Spare Disk (apfs, local, nodev, nosuid, journaled, noowners)` */
function mountOf(
  table: string,
  device: string,
  mountPoint: string,
): { type: string; options: readonly string[] } {
  const start = `${device} on ${mountPoint} (`;
  const line = table.split('\n').find((candidate) => candidate.startsWith(start));
  const [type, ...options] =
    line === undefined
      ? []
      : line
          .slice(start.length)
          .replace(/\)\s*$/, '')
          .split(', ');
  return { type: type ?? 'unknown', options };
}

function caseOf(info: string, fileSystem: string): boolean | undefined {
  const names = `${plistString(info, 'FilesystemUserVisibleName') ?? ''} ${plistString(info, 'FilesystemName') ?? ''}`;
  if (/case-sensitive/i.test(names)) return true;
  return info !== '' && /^(apfs|hfs)$/.test(fileSystem) ? false : undefined;
}

/** The first such key. `diskutil info` has these only at its top level. */
export function plistString(plist: string, key: string): string | undefined {
  const value = new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1];
  return value === undefined || value === '' ? undefined : unescapeXml(value);
}

export function plistBoolean(plist: string, key: string): boolean | undefined {
  const value = new RegExp(`<key>${key}</key>\\s*<(true|false)\\s*/>`).exec(plist)?.[1];
  return value === undefined ? undefined : value === 'true';
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
