import { pathTextToBytes, type PathText } from '../../model/path-text.ts';

/** The bits of inotify(7), from linux/inotify.h. */
export const IN = {
  MODIFY: 0x2,
  ATTRIB: 0x4,
  CLOSE_WRITE: 0x8,
  MOVED_FROM: 0x40,
  MOVED_TO: 0x80,
  CREATE: 0x100,
  DELETE: 0x200,
  DELETE_SELF: 0x400,
  MOVE_SELF: 0x800,
  UNMOUNT: 0x2000,
  Q_OVERFLOW: 0x4000,
  IGNORED: 0x8000,
  ONLYDIR: 0x0100_0000,
  DONT_FOLLOW: 0x0200_0000,
  EXCL_UNLINK: 0x0400_0000,
  ISDIR: 0x4000_0000,
} as const;

/** CLOSE_WRITE besides MODIFY: what is written through a mapping tells nothing until the file is closed. */
const WATCHED =
  IN.MODIFY |
  IN.ATTRIB |
  IN.CLOSE_WRITE |
  IN.MOVED_FROM |
  IN.MOVED_TO |
  IN.CREATE |
  IN.DELETE |
  IN.DELETE_SELF |
  IN.MOVE_SELF |
  IN.ONLYDIR |
  IN.DONT_FOLLOW |
  IN.EXCL_UNLINK;

const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2_000_000;

/** One of inotify's own errors, by the number that Linux gives it. */
export type WatchFailure = 'gone' | 'forbidden' | 'limit' | 'other';
const FAILURES: Readonly<Record<number, WatchFailure>> = {
  2: 'gone', // ENOENT
  20: 'gone', // ENOTDIR
  40: 'gone', // ELOOP: a link stands there
  13: 'forbidden', // EACCES
  28: 'limit', // ENOSPC
  12: 'limit', // ENOMEM
};

export interface Inotify {
  /** To be read and closed with node:fs; it never waits. */
  readonly fd: number;
  /** The number of the watch: the same for the same folder, wherever it is by now. */
  readonly add: (folder: PathText) => number | WatchFailure;
  readonly remove: (watch: number) => void;
}

/** The C library's own calls: no package on npm hands over what the kernel says, overflow and names that are not UTF-8 included. Throws when there is no more to have. */
export async function openInotify(): Promise<Inotify> {
  const { DataType, load, open } = await import('ffi-rs');
  const library = 'c';
  // The library that this process is linked with already.
  open({ library, path: '' });
  const call = (funcName: string, paramsType: number[], paramsValue: unknown[]) =>
    load({ library, funcName, retType: DataType.I32, paramsType, paramsValue, errno: true }) as {
      readonly value: number;
      readonly errnoCode: number;
      readonly errnoMessage: string;
    };
  const opened = call('inotify_init1', [DataType.I32], [O_NONBLOCK | O_CLOEXEC]);
  if (opened.value < 0) throw new Error(`inotify_init1: ${opened.errnoMessage}`);
  const fd = opened.value;
  return {
    fd,
    add: (folder) => {
      const path = Buffer.concat([pathTextToBytes(folder), Buffer.from([0])]);
      const added = call(
        'inotify_add_watch',
        [DataType.I32, DataType.U8Array, DataType.U32],
        [fd, path, WATCHED],
      );
      return added.value >= 0 ? added.value : (FAILURES[added.errnoCode] ?? 'other');
    },
    remove: (watch) => {
      call('inotify_rm_watch', [DataType.I32, DataType.I32], [fd, watch]);
    },
  };
}
