import { bytesToPathText, type PathText } from '../../model/path-text.ts';

/** One event as the kernel tells it. `name`: of an entry in the watched folder; without it, of the folder itself. */
export interface InotifyEvent {
  readonly watch: number;
  readonly mask: number;
  /** The same for both halves of a move. */
  readonly cookie: number;
  readonly name: PathText | undefined;
}

const HEADER_BYTES = 16;

/** inotify(7): `struct inotify_event { int wd; uint32_t mask, cookie, len; char name[]; }`, whole ones only, in the byte order of this machine (each that we run on has the lower byte first). */
export function* parseEvents(bytes: Buffer): Generator<InotifyEvent> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 12);
    const name = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
    const end = name.indexOf(0);
    yield {
      watch: bytes.readInt32LE(at),
      mask: bytes.readUInt32LE(at + 4),
      cookie: bytes.readUInt32LE(at + 8),
      name: length === 0 ? undefined : bytesToPathText(end < 0 ? name : name.subarray(0, end)),
    };
    at += HEADER_BYTES + length;
  }
}
