import type { HostFacts, PlaceCheck, PlaceFacts, ProbeReport } from '../model/facts.ts';
import type { PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { macVolume } from './mac-volume.ts';
import { pathOf, readRecords, textOf, type ProbeRecords, type Told } from './probe-records.ts';
import { count, linuxVolume, nonEmpty, type VolumeFacts } from './volume-facts.ts';

export interface ProbeContext {
  readonly nonce: string;
  readonly paths: readonly PathText[];
  /** This machine's clock before and after, to tell how far the other's is off. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/** Makes facts of what the probe script printed; the error says what is wrong with it. */
export function parseProbe(stdout: Uint8Array, context: ProbeContext): Result<ProbeReport, string> {
  const records = placesAskedFor(stdout, context);
  if (!records.ok) return records;
  const { host, rsyncs, unsafeRsyncs, places } = records.value;
  // Linux 6.1.0-18-amd64 x86_64 comes as: Linux spare 6.1.0-18-amd64 x86_64
  const [system, hostName, release, arch] = (textOf(host, 'uname') ?? '').split(' ');
  if (system === undefined || hostName === undefined || arch === undefined) return err('no uname');
  const os = osOf(system);
  const access = textOf(host, 'full-disk-access');
  return ok({
    os,
    osName: nonEmpty(unquote(textOf(host, 'os-name') ?? '')) ?? `${system} ${release ?? ''}`,
    arch,
    hostName,
    machineId: machineIdOf(os, textOf(host, 'machine') ?? ''),
    user: { name: textOf(host, 'user') ?? '', uid: count(textOf(host, 'uid')) },
    clockSkewMs: skewOf(textOf(host, 'clock') ?? '', context),
    rsyncs,
    ...(unsafeRsyncs.length > 0 && { unsafeRsyncs }),
    places: places.map((told) => placeFacts(told, os, textOf(host, 'mount-table') ?? '')),
    fullDiskAccess: access === undefined ? undefined : access === '1',
  });
}

/** The same for mode `check`. */
export function parsePlaceChecks(
  stdout: Uint8Array,
  context: Pick<ProbeContext, 'nonce' | 'paths'>,
): Result<readonly PlaceCheck[], string> {
  const records = placesAskedFor(stdout, context);
  if (!records.ok) return records;
  const table = textOf(records.value.host, 'mount-table');
  return ok(records.value.places.map((told) => placeCheck(told, volumeFacts(told, table))));
}

function placesAskedFor(
  stdout: Uint8Array,
  asked: Pick<ProbeContext, 'nonce' | 'paths'>,
): Result<ProbeRecords, string> {
  const records = readRecords(stdout, asked.nonce);
  if (records === undefined) return err('the answer is not whole');
  const told = records.places.map((place) => pathOf(place, 'place'));
  const same = told.length === asked.paths.length && told.every((path, at) => path === asked.paths[at]);
  return same ? ok(records) : err('the answer is about other paths');
}

function osOf(system: string): HostFacts['os'] {
  if (system === 'Darwin') return 'darwin';
  return system === 'Linux' ? 'linux' : 'other';
}

function machineIdOf(os: HostFacts['os'], text: string): string | undefined {
  // "IOPlatformUUID" = "564D7B10-1F2E-4C3D-8A9B-0C1D2E3F4A5B"
  if (os === 'darwin') return /"IOPlatformUUID" = "([^"]+)"/.exec(text)?.[1];
  const [machine, boot] = text.split(' ');
  const parts = [machine, boot].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join('/');
}

/** `"Debian GNU/Linux 12 (bookworm)"`, as os-release(5) quotes it. */
function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** Nanoseconds since 1970, or whole seconds (older macOS), which on average are half a second old. */
function skewOf(clock: string, context: ProbeContext): number {
  const theirs = clock.length > 12 ? Number(clock.slice(0, -6)) : Number(clock) * 1000 + 500;
  return Number.isFinite(theirs) && clock !== ''
    ? Math.round(theirs - (context.sentAtMs + context.receivedAtMs) / 2)
    : 0;
}

function volumeFacts(told: Told, mountTable: string | undefined): VolumeFacts {
  return told.has('statfs') ? linuxVolume(told) : macVolume(told, mountTable ?? '');
}

function placeCheck(told: Told, volume: VolumeFacts): PlaceCheck {
  const path = pathOf(told, 'place') ?? '';
  const state = stateOf(told);
  return {
    path,
    state,
    realPath: state === 'missing' || state === 'not-a-directory' ? path : (pathOf(told, 'real') ?? path),
    node: state === 'missing' || state === 'not-a-directory' ? undefined : nonEmpty(textOf(told, 'node')),
    mountPoint: volume.mountPoint,
    fileSystem: volume.fileSystem,
    volumeUuid: volume.volumeUuid,
    readOnly: volume.readOnly,
    marker: textOf(told, 'marker'),
  };
}

function stateOf(told: Told): PlaceFacts['state'] {
  if (told.has('unlistable')) return 'unreadable';
  const state = textOf(told, 'state');
  return state === 'present' || state === 'missing' || state === 'not-a-directory' ? state : 'unreadable';
}

function placeFacts(told: Told, os: HostFacts['os'], mountTable: string): PlaceFacts {
  const volume = volumeFacts(told, mountTable);
  const kind = volume.fileSystem;
  return {
    ...placeCheck(told, volume),
    writable: told.has('writable'),
    freeBytes: volume.freeBytes,
    usedBytes: volume.usedBytes,
    ...(volume.sizeBytes !== undefined && { sizeBytes: volume.sizeBytes }),
    freeInodes: volume.freeInodes,
    entries: count(textOf(told, 'entries')),
    hasFiles: textOf(told, 'files') === 'yes',
    caseSensitive: caseOf(told, volume),
    nanoseconds: KEEPS_NANOSECONDS.has(kind),
    ...abilitiesOf(kind, os),
    ownersIgnored: volume.ownersIgnored,
  };
}

const KEEPS_NANOSECONDS = new Set(['apfs', 'ext4', 'xfs', 'btrfs', 'tmpfs', 'zfs', 'f2fs']);
const CASE_SENSITIVE = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'tmpfs', 'zfs', 'f2fs']);
const CASE_INSENSITIVE = new Set(['vfat', 'msdos', 'exfat']);
const KEEPS_ATTRIBUTES = new Set(['apfs', 'hfs', 'ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'tmpfs']);
const LOSES_ATTRIBUTES = new Set(['vfat', 'msdos', 'exfat']);

/** What was seen goes before what the system says, and that before what is usual. */
function caseOf(told: Told, volume: VolumeFacts): boolean | undefined {
  const seen = textOf(told, 'case');
  if (seen !== undefined) return seen === 'sensitive';
  if (volume.caseSensitive !== undefined) return volume.caseSensitive;
  if (CASE_SENSITIVE.has(volume.fileSystem)) return true;
  return CASE_INSENSITIVE.has(volume.fileSystem) ? false : undefined;
}

/** macOS keeps attributes in `._` files where a file system cannot, so there nothing is certain about FAT. */
function abilitiesOf(kind: string, os: HostFacts['os']): Pick<PlaceFacts, 'xattrs' | 'acls'> {
  if (KEEPS_ATTRIBUTES.has(kind)) return { xattrs: true, acls: true };
  if (!LOSES_ATTRIBUTES.has(kind)) return { xattrs: undefined, acls: undefined };
  return { xattrs: os === 'darwin' ? undefined : false, acls: false };
}
