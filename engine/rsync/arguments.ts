import type { RsyncAbilities, RsyncFacts, TreeTraits } from '../model/facts.ts';
import type { PathText } from '../model/path-text.ts';
import type { Preserve } from '../model/preserve.ts';
import { PARTIAL_DIR_NAME } from '../model/volume.ts';
import { operands, plainWord, quoteRemoteShell, type Location } from './operands.ts';
import { isAtLeast } from './version.ts';

export type { Location } from './operands.ts';

/** One way of running rsync over a volume. Lists are files of paths, each ended by NUL. */
export type Pass =
  /**
   * A dry run with deletions: what a run would do, to the whole tree or to the listed paths. Of a listed folder with a slash at its end
   * all entries are compared; a listed path that is missing on the source is missing there, too, in the end.
   */
  | { readonly kind: 'compare'; readonly whole: true; readonly contents?: boolean }
  | { readonly kind: 'compare'; readonly whole: false; readonly list: string }
  /** Writes, never deletes: the whole tree, or the listed paths. */
  | {
      readonly kind: 'copy';
      readonly list?: string;
      /** What is listed and missing is passed over. */
      readonly missingIsFine?: boolean;
      /** Makes room by deleting a folder with all that is in it where something else is to stand; no limit counts that. */
      readonly force?: boolean;
      /** Every listed file is written anew, whatever is there. */
      readonly anew?: boolean;
      /** By content also where size and time are the same. */
      readonly contents?: boolean;
      /** Of the source, where it was looked at. */
      readonly traits?: TreeTraits;
    }
  /** Deletes the listed paths that are missing on the source. */
  | { readonly kind: 'remove'; readonly list: string; readonly maxDelete: number }
  /** Writes and deletes in one, for rsyncs that cannot work by a list. */
  | { readonly kind: 'mirror'; readonly maxDelete: number }
  /** The attributes of the volume's own root. */
  | { readonly kind: 'root' }
  /** A dry run that reads every byte on both sides: the whole tree, or the listed files. */
  | { readonly kind: 'checksum'; readonly list?: string };

export interface TransferSpec {
  readonly pass: Pass;
  readonly preserve: Preserve;
  readonly client: RsyncFacts;
  /** `undefined`: both ends on one machine. */
  readonly server: RsyncFacts | undefined;
  readonly source: Location;
  readonly destination: Location;
  /** rsync's filter rules, in order. Paths in them are path text. */
  readonly filters: readonly string[];
  readonly oneFileSystem: boolean;
  /** Silence after which rsync gives up. */
  readonly timeoutSeconds: number;
  /** KiB a second; without it, as fast as it goes. */
  readonly bandwidthKBps?: number;
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
/** For an rsync that passes it on to the other side's shell as it is (openrsync): without a character that means something there. */
export const PLAIN_OUT_FORMAT = 'ws,%i,%l,%M,%n';
/** With `-ii` a hard link that has to be made differs from one that is there in `%L` alone. */
export const OUT_FORMAT_WITH_UNCHANGED = 'wsl|%i|%l|%M|%L|%n';

function isModern(rsync: RsyncFacts | undefined): boolean {
  return rsync === undefined || (rsync.flavour === 'gnu' && isAtLeast(rsync.version, '3.1.0'));
}

function isApple({ flavour }: RsyncFacts): boolean {
  return flavour === 'apple-openrsync' || flavour === 'apple-2.6.9';
}

/**
 * The argv of rsync for one pass, as path text (see `argvWord`): a path in it may be of any bytes. Nothing is in it that one
 * of the two rsyncs does not know, whatever the spec asks for.
 */
export function rsyncArguments(spec: TransferSpec): PathText[] {
  return [
    ...passOptions(spec),
    ...preserveOptions(spec),
    ...outputOptions(spec),
    ...(spec.oneFileSystem ? ['--one-file-system'] : []),
    ...spec.filters.map((rule) => `--filter=${rule}`),
    ...connectionOptions(spec),
    ...operands(spec.client, spec.source, spec.destination),
  ];
}

function passOptions({ pass, mirrors, client, server }: TransferSpec): string[] {
  // Not for dry runs: with a partial dir rsync looks there for every file, which takes a third longer when nothing changed.
  const resumed = [`--partial-dir=${PARTIAL_DIR_NAME}`];
  const writing = ['--archive', ...resumed, '--force'];
  const looking = ['--dry-run', '--archive', '--force'];
  switch (pass.kind) {
    case 'compare':
      if (pass.whole) return [...looking, ...byContent(pass), ...(mirrors ? ['--delete'] : [])];
      if (!isModern(client) || !isModern(server))
        throw new Error('a comparison of listed paths with an rsync before 3.1');
      return [
        ...[...looking, ...listed(pass.list)],
        ...(mirrors ? ['--delete', '--delete-missing-args'] : ['--ignore-missing-args']),
      ];
    case 'checksum':
      return [
        ...[...looking, '--checksum'],
        ...(pass.list === undefined ? (mirrors ? ['--delete'] : []) : listed(pass.list)),
      ];
    case 'copy':
      return [
        '--archive',
        ...(pass.traits?.large === false ? [] : resumed),
        ...(pass.force === true ? ['--force'] : []),
        ...byContent(pass),
        ...(pass.anew === true ? ['--ignore-times'] : []),
        ...(pass.missingIsFine === true ? ['--ignore-missing-args'] : []),
        ...listed(pass.list),
      ];
    case 'remove':
      if (!mirrors || !isModern(client) || !isModern(server))
        throw new Error('a remove pass without mirroring, or with an rsync before 3.1');
      return [...writing, ...listed(pass.list), '--delete-missing-args', maxDelete(pass.maxDelete)];
    case 'mirror':
      // Not during and not delayed: both delete in spite of a source folder that could not be read.
      return [
        ...writing,
        ...(mirrors && pass.maxDelete > 0 ? ['--delete-after', maxDelete(pass.maxDelete)] : []),
      ];
    case 'root':
      return ['--archive', '--no-recursive', '--dirs', '--exclude=/*'];
  }
}

function byContent({ contents }: { readonly contents?: boolean }): string[] {
  return contents === true ? ['--checksum'] : [];
}

function listed(list: string | undefined): string[] {
  return list === undefined ? [] : ['--from0', `--files-from=${plainWord(list)}`, '--no-recursive'];
}

/** Below zero, rsync takes it for no limit at all. */
function maxDelete(count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`no number of deletions: ${String(count)}`);
  return `--max-delete=${String(count)}`;
}

function preserveOptions({ pass, preserve, client, server }: TransferSpec): string[] {
  const ends = [client, server ?? client];
  const both = (wanted: keyof Preserve & keyof RsyncAbilities): boolean =>
    preserve[wanted] && ends.every(({ can }) => can[wanted]);
  const nanoseconds = ends.every(({ flavour, version }) => flavour === 'gnu' && isAtLeast(version, '3.1.3'));
  return [
    '--numeric-ids',
    // rsync writes a kilobyte at a time then.
    ...(preserve.sparse && !hasNoHoles(pass) ? ['--sparse'] : []),
    ...(both('hardLinks') ? ['--hard-links'] : []),
    ...(both('acls') ? ['--acls'] : []),
    ...(both('xattrs') ? ['--xattrs'] : []),
    ...(both('creationTimes') ? ['--crtimes'] : []),
    ...(both('fileFlags') ? ['--fileflags', '--force-change'] : []),
    ...(preserve.appleExtended && ends.every(isApple) ? ['--extended-attributes'] : []),
    ...(preserve.nanoseconds && nanoseconds ? ['--modify-window=-1'] : []),
  ];
}

function hasNoHoles(pass: Pass): boolean {
  return pass.kind === 'copy' && pass.traits?.sparse === false;
}

function outputOptions({ client, withUnchanged, tellFilters }: TransferSpec): string[] {
  const unchanged = withUnchanged === true;
  const itemize = unchanged ? ['-ii'] : [];
  if (!isModern(client)) return [...itemize, `--out-format=${PLAIN_OUT_FORMAT}`, '--progress', '--stats'];
  return [
    ...itemize,
    `--out-format=${unchanged ? OUT_FORMAT_WITH_UNCHANGED : OUT_FORMAT}`,
    '--info=progress2,stats2',
    ...(tellFilters === true ? ['--debug=FILTER1'] : []),
    '--no-human-readable',
  ];
}

function connectionOptions({
  timeoutSeconds,
  bandwidthKBps,
  remoteShell,
  remoteRsync,
}: TransferSpec): PathText[] {
  return [
    `--timeout=${String(timeoutSeconds)}`,
    ...(bandwidthKBps === undefined ? [] : [`--bwlimit=${String(Math.max(1, Math.round(bandwidthKBps)))}`]),
    ...(remoteShell === undefined ? [] : [`--rsh=${plainWord(quoteRemoteShell(remoteShell))}`]),
    ...(remoteRsync === undefined ? [] : [`--rsync-path=${plainWord(remoteRsync)}`]),
  ];
}
