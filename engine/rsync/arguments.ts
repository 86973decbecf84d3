import type { RsyncFacts } from '../model/facts.ts';
import type { PathText } from '../model/path-text.ts';
import type { Preserve } from '../model/preserve.ts';
import { PARTIAL_DIR_NAME } from '../model/volume.ts';
import { isAtLeast } from './version.ts';

/** One way of running rsync over a volume. Lists are files of paths, each ended by NUL, without slashes at their ends. */
export type Pass =
  /** A dry run with deletions: what a run would do. */
  | { readonly kind: 'compare'; readonly whole: true }
  /** Writes, never deletes: the whole tree, or the listed paths. */
  | { readonly kind: 'copy'; readonly list?: string }
  /** Deletes the listed paths that are missing on the source. */
  | { readonly kind: 'remove'; readonly list: string; readonly maxDelete: number }
  /** Writes and deletes in one, for rsyncs that cannot work by a list. */
  | { readonly kind: 'mirror'; readonly maxDelete: number }
  /** The attributes of the volume's own root. */
  | { readonly kind: 'root' }
  /** A dry run that reads every byte on both sides: the whole tree, or the listed files. */
  | { readonly kind: 'checksum'; readonly list?: string };

export interface Location {
  readonly path: PathText;
  readonly host?: { readonly user: string; readonly host: string };
  /** The path with a slash at its end, quoted for the remote shell: for names that argv cannot carry. */
  readonly quoted?: string;
}

export interface TransferSpec {
  readonly pass: Pass;
  readonly preserve: Preserve;
  readonly client: RsyncFacts;
  /** `undefined`: both ends on one machine. */
  readonly server: RsyncFacts | undefined;
  readonly source: Location;
  readonly destination: Location;
  /** rsync's filter rules, in order. */
  readonly filters: readonly string[];
  readonly oneFileSystem: boolean;
  /** Silence after which rsync gives up. */
  readonly timeoutSeconds: number;
  /** False: nothing is ever deleted, and the dry run looks for nothing to delete. */
  readonly mirrors: boolean;
  /** Itemise what is the same, too. */
  readonly withUnchanged?: boolean;
  /** Tell which filter rule left out which path. */
  readonly tellFilters?: boolean;
  /** argv of ssh. */
  readonly remoteShell?: readonly string[];
  /** Text for the remote shell that starts rsync there. */
  readonly remoteRsync?: string;
}

/** The name comes last and its control bytes are escaped, so that a line reads one way only. */
export const OUT_FORMAT = 'ws|%i|%l|%M|%n';

function isModern(rsync: RsyncFacts): boolean {
  return rsync.flavour === 'gnu' && isAtLeast(rsync.version, '3.1.0');
}

/** The argv of rsync for one pass. */
export function rsyncArguments(spec: TransferSpec): string[] {
  return [
    ...passOptions(spec),
    ...preserveOptions(spec.preserve),
    ...outputOptions(spec),
    ...(spec.oneFileSystem ? ['--one-file-system'] : []),
    ...spec.filters.map((rule) => `--filter=${rule}`),
    ...connectionOptions(spec),
    ...locations(spec),
  ];
}

function passOptions({ pass, mirrors }: TransferSpec): string[] {
  const partial = `--partial-dir=${PARTIAL_DIR_NAME}`;
  const listed = (list: string | undefined): string[] =>
    list === undefined ? [] : ['--from0', `--files-from=${list}`, '--no-recursive'];
  switch (pass.kind) {
    case 'compare':
      return ['--dry-run', '--archive', '--force', partial, ...(mirrors ? ['--delete'] : [])];
    case 'checksum':
      return [
        ...['--dry-run', '--archive', '--checksum', '--force', partial],
        ...(pass.list === undefined ? (mirrors ? ['--delete'] : []) : listed(pass.list)),
      ];
    case 'copy':
      return ['--archive', '--force', partial, ...listed(pass.list)];
    case 'remove':
      return [
        ...['--archive', '--force', partial, ...listed(pass.list)],
        ...['--delete-missing-args', `--max-delete=${String(pass.maxDelete)}`],
      ];
    case 'mirror':
      return [
        ...['--archive', '--force', partial],
        ...(mirrors && pass.maxDelete > 0
          ? ['--delete-after', `--max-delete=${String(pass.maxDelete)}`]
          : []),
      ];
    case 'root':
      return ['--archive', '--no-recursive', '--dirs', '--exclude=/*'];
  }
}

function preserveOptions(preserve: Preserve): string[] {
  return [
    '--numeric-ids',
    ...(preserve.sparse ? ['--sparse'] : []),
    ...(preserve.hardLinks ? ['--hard-links'] : []),
    ...(preserve.acls ? ['--acls'] : []),
    ...(preserve.xattrs ? ['--xattrs'] : []),
    ...(preserve.creationTimes ? ['--crtimes'] : []),
    ...(preserve.fileFlags ? ['--fileflags', '--force-change'] : []),
    ...(preserve.appleExtended ? ['--extended-attributes'] : []),
    ...(preserve.nanoseconds ? ['--modify-window=-1'] : []),
  ];
}

function outputOptions({ client, withUnchanged, tellFilters }: TransferSpec): string[] {
  const itemize = withUnchanged === true ? ['-ii'] : [];
  const format = `--out-format=${OUT_FORMAT}`;
  if (!isModern(client)) return [...itemize, format, '--stats'];
  const filters = tellFilters === true ? ['--debug=FILTER1'] : [];
  return [...itemize, format, '--info=progress2,stats2', ...filters, '--outbuf=L', '--no-human-readable'];
}

function connectionOptions(spec: TransferSpec): string[] {
  const { remoteShell, remoteRsync } = spec;
  return [
    `--timeout=${String(spec.timeoutSeconds)}`,
    ...(remoteShell === undefined ? [] : [`--rsh=${quoteRemoteShell(remoteShell)}`]),
    ...(remoteRsync === undefined ? [] : [`--rsync-path=${remoteRsync}`]),
  ];
}

/** rsync splits -e at spaces, knows both quotes, and doubles one inside itself (main.c, do_cmd). */
export function quoteRemoteShell(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`))
    .join(' ');
}

function withSlash(path: PathText): PathText {
  return path.endsWith('/') ? path : `${path}/`;
}

/** rsync escapes remote paths itself from 3.2.4 on; before that, and in openrsync, the remote shell sees them bare. */
function escapesPaths(client: RsyncFacts): boolean {
  return client.flavour === 'gnu' && isAtLeast(client.version, '3.2.4');
}

function locations({ client, source, destination }: TransferSpec): string[] {
  const old = [source, destination].some(({ quoted }) => quoted !== undefined);
  const operand = (location: Location): string => {
    const { host } = location;
    const path = withSlash(location.path);
    if (host === undefined) return path;
    const name = host.host.includes(':') ? `[${host.host}]` : host.host;
    const own = !escapesPaths(client);
    const text = location.quoted ?? (own || old ? `'${path.replaceAll("'", "'\\''")}'` : path);
    return `${name}:${text}`;
  };
  return [
    ...(old && escapesPaths(client) ? ['--old-args'] : []),
    '--',
    operand(source),
    operand(destination),
  ];
}
