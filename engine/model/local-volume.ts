import type { PathText } from './path-text.ts';

/** A place of this machine that somebody may want to copy. */
export interface LocalVolume {
  /** As a pair's source; on a Mac with a sealed system, its Data volume. */
  readonly path: PathText;
  /** For people: `Macintosh HD`, `Work`, `anna`. */
  readonly name: PathText;
  readonly kind: 'volume' | 'home';
  /** `apfs`, `hfs`, `ext4`, … */
  readonly fileSystem: string;
  /** `undefined`: of a folder, which would have to be counted. */
  readonly usedBytes: number | undefined;
  readonly freeBytes: number;
  /** As of a pair's volume. */
  readonly role: 'system' | 'data';
  /** This machine runs from it. */
  readonly isSystem: boolean;
}
