import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Preserve } from '../../../engine/model/preserve.ts';
import { rsyncArguments, type Pass } from '../../../engine/rsync/arguments.ts';
import { argvWord } from '../../../engine/rsync/operands.ts';
import { anRsync } from '../../fakes/builders.ts';

const NOTHING: Preserve = {
  hardLinks: false,
  acls: false,
  xattrs: false,
  creationTimes: false,
  fileFlags: false,
  appleExtended: false,
  nanoseconds: false,
  sparse: false,
};
const EVERYTHING: Preserve = {
  ...NOTHING,
  hardLinks: true,
  acls: true,
  xattrs: true,
  nanoseconds: true,
  sparse: true,
};
const SINGLES = (['hardLinks', 'acls', 'xattrs', 'nanoseconds', 'sparse'] as const).map((one): Preserve => ({
  ...NOTHING,
  [one]: true,
}));

/** Every kind of pass that the engine makes. `list` is a file that is there. */
export function everyPass(list: string): readonly { readonly pass: Pass; readonly mirrors: boolean }[] {
  const passes: readonly Pass[] = [
    { kind: 'compare', whole: true },
    { kind: 'compare', whole: true, contents: true },
    { kind: 'compare', whole: false, list },
    { kind: 'copy' },
    { kind: 'copy', list, missingIsFine: true },
    { kind: 'copy', traits: { large: false, sparse: false } },
    { kind: 'copy', contents: true },
    { kind: 'copy', list },
    { kind: 'copy', list, force: true },
    { kind: 'copy', list, anew: true },
    { kind: 'mirror', maxDelete: 0 },
    { kind: 'mirror', maxDelete: 4000 },
    { kind: 'root' },
    { kind: 'checksum' },
    { kind: 'checksum', list },
  ];
  return [
    ...passes.flatMap((pass) => [
      { pass, mirrors: true },
      { pass, mirrors: false },
    ]),
    { pass: { kind: 'remove', list, maxDelete: 0 }, mirrors: true },
    { pass: { kind: 'remove', list, maxDelete: 12 }, mirrors: true },
  ];
}

/** The command lines that this machine's rsync sends for every pass, preserve flag and kind of output, each once. */
export function recordServerCommands(folder: string, destinations: readonly string[]): string[] {
  const list = `${folder}/list`;
  const shell = `${folder}/tell-command`;
  writeFileSync(list, 'a\0');
  // Instead of ssh: the host, then the words that sshd would join with spaces.
  writeFileSync(shell, `#!/bin/sh\nprintf '%s' "$*" >'${folder}/told'\n`, { mode: 0o755 });
  const recorded = new Set<string>();
  const record = (spec: Partial<Parameters<typeof rsyncArguments>[0]>, destination: string): void => {
    const argv = rsyncArguments({
      pass: { kind: 'copy' },
      preserve: EVERYTHING,
      client: anRsync(),
      server: anRsync(),
      source: { path: folder },
      destination: { path: destination, host: { user: 'root', host: 'spare' } },
      filters: ['- /.warmspare-standby'],
      oneFileSystem: true,
      timeoutSeconds: 120,
      mirrors: true,
      remoteShell: [shell, '-l'],
      remoteRsync: 'rsync',
      ...spec,
    }).map(argvWord);
    writeFileSync(`${folder}/told`, '');
    spawnSync(
      'rsync',
      argv.map((word) => (word.startsWith('--rsh=') ? `--rsh=${shell}` : word)),
      {
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      },
    );
    // rsync puts `-l user host` before the command.
    recorded.add(readFileSync(`${folder}/told`, 'utf8').replace(/^.*?(?=\S*rsync --server)/s, ''));
  };
  const [first = '/Volumes/Users', ...others] = destinations;
  for (const { pass, mirrors } of everyPass(list)) {
    for (const preserve of [EVERYTHING, NOTHING, ...SINGLES]) record({ pass, mirrors, preserve }, first);
    record({ pass, mirrors, withUnchanged: true }, first);
    record({ pass, mirrors, tellFilters: true, withUnchanged: true }, first);
    record({ pass, mirrors, oneFileSystem: false, bandwidthKBps: 1000 }, first);
    record({ pass, mirrors, remoteRsync: '/usr/bin/rsync' }, first);
    for (const destination of others) record({ pass, mirrors }, destination);
  }
  return [...recorded];
}

/** Places with names that rsync has to escape, and some that it does not. */
export const RECORDED_DESTINATIONS = [
  '/Volumes/Users',
  '/Volumes/Macintosh HD - Data',
  "/Volumes/It's/é ü 日本",
  '/srv/a$b`c"d\\e!f#g&h;i|j<k>l(m)n{o}p~q^r%s=t:u,v@w+x',
  '/srv/star*quest?[a-z]',
  '/srv/-dash/--delete',
  '/srv/café',
] as const;
