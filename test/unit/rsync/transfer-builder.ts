import type { RsyncFacts } from '../../../engine/model/facts.ts';
import type { Preserve } from '../../../engine/model/preserve.ts';
import type { TransferSpec } from '../../../engine/rsync/arguments.ts';
import { parseRsyncVersion } from '../../../engine/rsync/version.ts';
import { fixture } from './fixture.ts';

const read = (path: string, name: string): RsyncFacts => parseRsyncVersion(path, fixture(name));

export const GNU = read('/usr/bin/rsync', 'gnu-3.5.0-debian.json');
export const GNU_3_0 = read('/usr/local/bin/rsync', 'gnu-3.0.9.txt');
export const GNU_3_1_3 = read('/usr/local/bin/rsync', 'gnu-3.1.3.txt');
export const PATCHED = read('/opt/homebrew/bin/rsync', 'gnu-3.4.4-file-flags.json');
export const APPLE_OPEN = read('/usr/bin/rsync', 'apple-openrsync-15.txt');
export const APPLE_2_6_9 = read('/usr/bin/rsync', 'apple-2.6.9.txt');
export const UPSTREAM_OPEN = read('/usr/local/bin/rsync', 'openrsync-upstream.txt');

export const EVERYTHING: Preserve = {
  hardLinks: true,
  acls: true,
  xattrs: true,
  creationTimes: true,
  fileFlags: true,
  appleExtended: true,
  nanoseconds: true,
  sparse: true,
};

export const NOTHING: Preserve = {
  hardLinks: false,
  acls: false,
  xattrs: false,
  creationTimes: false,
  fileFlags: false,
  appleExtended: false,
  nanoseconds: false,
  sparse: false,
};

/** A comparison of two local folders by rsync 3.5.0, unless told. */
export function aTransfer(parts: Partial<TransferSpec> = {}): TransferSpec {
  return {
    pass: { kind: 'compare', whole: true },
    preserve: NOTHING,
    client: GNU,
    server: undefined,
    source: { path: '/source' },
    destination: { path: '/destination' },
    filters: [],
    oneFileSystem: false,
    timeoutSeconds: 60,
    mirrors: true,
    ...parts,
  };
}
