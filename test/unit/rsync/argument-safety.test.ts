import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RsyncFacts } from '../../../engine/model/facts.ts';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { rsyncArguments, type Pass, type TransferSpec } from '../../../engine/rsync/arguments.ts';
import { argvWord } from '../../../engine/rsync/operands.ts';
import * as end from './transfer-builder.ts';

const { aTransfer, EVERYTHING, NOTHING } = end;

/** What each of our options needs. Sources: the release notes of rsync, and the option tables of 2.6.9 and openrsync. */
const OLDEST = new Set(
  (
    '--dry-run --archive --force --partial-dir --delete --delete-after --max-delete --checksum --from0 --files-from ' +
    '--no-recursive --dirs --exclude --numeric-ids --sparse --hard-links --one-file-system --filter --timeout --bwlimit ' +
    '--rsh --rsync-path --out-format --progress --stats -ii --'
  ).split(' '),
);
const SINCE_3_0 = new Set([...OLDEST, '--acls', '--xattrs']);
const SINCE_3_1 = new Set([
  ...SINCE_3_0,
  ...'--info --debug --outbuf --no-human-readable --delete-missing-args'.split(' '),
]);
const NEWEST = new Set([...SINCE_3_1, '--old-args', '--modify-window']);
const APPLE = new Set([...OLDEST, '--extended-attributes']);

const KNOWN: readonly (readonly [RsyncFacts, ReadonlySet<string>])[] = [
  [end.GNU, NEWEST],
  [end.GNU_3_0, SINCE_3_0],
  [end.GNU_3_1_3, new Set([...SINCE_3_1, '--modify-window'])],
  [end.PATCHED, new Set([...NEWEST, '--crtimes', '--fileflags', '--force-change'])],
  [end.APPLE_OPEN, APPLE],
  [end.APPLE_2_6_9, APPLE],
  [end.UPSTREAM_OPEN, OLDEST],
];
/** What a client keeps for itself; everything else may go to the server. */
const CLIENT_ONLY = new Set(
  '--info --debug --outbuf --no-human-readable --progress --stats --out-format -ii --rsh --rsync-path --old-args -- --filter --exclude'.split(
    ' ',
  ),
);

const PASSES: readonly Pass[] = [
  { kind: 'compare', whole: true },
  { kind: 'copy' },
  { kind: 'copy', list: '/list' },
  { kind: 'mirror', maxDelete: 3 },
  { kind: 'root' },
  { kind: 'checksum' },
  { kind: 'checksum', list: '/list' },
];

const preserve = fc.record({
  hardLinks: fc.boolean(),
  acls: fc.boolean(),
  xattrs: fc.boolean(),
  creationTimes: fc.boolean(),
  fileFlags: fc.boolean(),
  appleExtended: fc.boolean(),
  nanoseconds: fc.boolean(),
  sparse: fc.boolean(),
});

function optionsOf(spec: TransferSpec): string[] {
  const args = rsyncArguments(spec);
  return args.slice(0, args.indexOf('--') + 1).map((word) => word.replace(/=.*$/s, ''));
}

describe('no argument', () => {
  it('is one that the client or the server does not know, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN),
        fc.constantFrom(...KNOWN),
        fc.constantFrom(...PASSES),
        fc.record({
          preserve,
          mirrors: fc.boolean(),
          withUnchanged: fc.boolean(),
          tellFilters: fc.boolean(),
        }),
        ([client, knownHere], [server, knownThere], pass, wishes) => {
          const options = optionsOf(
            aTransfer({
              ...{
                ...wishes,
                client,
                server,
                pass,
                bandwidthKBps: 100,
                oneFileSystem: true,
                filters: ['- x'],
              },
              destination: { path: '/b', host: { user: 'root', host: 'spare' } },
              remoteShell: ['ssh'],
              remoteRsync: server.path,
            }),
          );
          expect(options.filter((option) => !knownHere.has(option))).toEqual([]);
          expect(options.filter((option) => !CLIENT_ONLY.has(option) && !knownThere.has(option))).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('keeps more than both ends can', () => {
    const asked = (client: RsyncFacts, server: RsyncFacts | undefined): string[] =>
      optionsOf(aTransfer({ preserve: EVERYTHING, client, server })).filter((option) =>
        /^--(acls|xattrs|crtimes|fileflags|force-change|extended-attributes|modify-window)$/.test(option),
      );
    expect([
      asked(end.PATCHED, end.PATCHED),
      asked(end.PATCHED, end.GNU),
      asked(end.GNU, end.GNU_3_0),
      asked(end.GNU, end.APPLE_OPEN),
      asked(end.APPLE_OPEN, end.APPLE_2_6_9),
      asked(end.APPLE_OPEN, end.UPSTREAM_OPEN),
      asked(end.APPLE_OPEN, undefined),
    ]).toEqual([
      ['--acls', '--xattrs', '--crtimes', '--fileflags', '--force-change', '--modify-window'],
      ['--acls', '--xattrs', '--modify-window'],
      ['--acls', '--xattrs'],
      [],
      ['--extended-attributes'],
      [],
      ['--extended-attributes'],
    ]);
  });

  it('deletes by a list where an rsync would not understand it, or where nothing may be deleted', () => {
    const pass: Pass = { kind: 'remove', list: '/list', maxDelete: 1 };
    for (const [client, server] of [
      [end.APPLE_OPEN, undefined],
      [end.GNU, end.APPLE_OPEN],
      [end.GNU, end.GNU_3_0],
    ] as const)
      expect(() => rsyncArguments(aTransfer({ pass, client, server }))).toThrow('before 3.1');
    expect(() => rsyncArguments(aTransfer({ pass, mirrors: false }))).toThrow('without mirroring');
  });

  it.each([-1, Number.NaN, 1.5, Number.POSITIVE_INFINITY])('carries a limit of %d deletions', (maxDelete) => {
    const pass: Pass = { kind: 'remove', list: '/list', maxDelete };
    expect(() => rsyncArguments(aTransfer({ pass }))).toThrow('no number of deletions');
  });

  it('is a path that is not absolute', () => {
    for (const path of ['', 'relative', '-e', 'host:x'])
      expect(() => rsyncArguments(aTransfer({ source: { path } }))).toThrow('not an absolute path');
  });
});

describe('a path', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 }).filter((array) => !array.includes(0));

  it('of any bytes stays one argument, as path text', () => {
    fc.assert(
      fc.property(bytes, (name) => {
        const path = bytesToPathText(Buffer.concat([Buffer.from('/'), name, Buffer.from('x')]));
        const args = rsyncArguments(aTransfer({ source: { path }, destination: { path } }));
        expect(args.slice(-3)).toEqual(['--', `${path}/`, `${path}/`]);
      }),
    );
  });

  it('that looks like an escape reaches argv as it is called', () => {
    const path = bytesToPathText(Buffer.from('/\\#101'));
    const last = rsyncArguments(aTransfer({ destination: { path } })).at(-1) ?? '';
    expect(argvWord(last)).toBe('/\\#101/');
  });

  it('that no argv can carry is refused, not changed', () => {
    expect(() => argvWord('/caf\\#351/')).toThrow();
  });

  it('given in quotes goes as it is, and rsync is told to leave it alone', () => {
    const quoted = '"$(printf \'/caf\\351\')"/';
    const host = { user: 'root', host: 'spare' };
    const args = rsyncArguments(aTransfer({ destination: { path: '/caf\\#351', host, quoted } }));
    expect(args.slice(-4).map(argvWord)).toEqual(['--old-args', '--', '/source/', `spare:${quoted}`]);
  });

  it('with a line break is quoted by us, since a backslash before one is nothing to a shell', () => {
    const host = { user: 'root', host: 'spare' };
    const args = rsyncArguments(aTransfer({ destination: { path: "/a\nb'", host } }));
    expect(args.slice(-4)).toEqual(['--old-args', '--', '/source/', "spare:'/a\nb'\\''/'"]);
  });

  it('that spells a quote as an escape cannot leave the quotes', () => {
    const host = { user: 'root', host: 'spare' };
    const destination = { path: '/a\\#047;touch x', host };
    const args = rsyncArguments(aTransfer({ client: end.APPLE_OPEN, destination, preserve: NOTHING }));
    expect(argvWord(args.at(-1) ?? '')).toBe("spare:'/a'\\'';touch x/'");
  });
});

describe('text for the other shell', () => {
  it('reaches argv as it was given, also where it looks like path text', () => {
    const remoteRsync = "grep -q x '/\\#101/marker' && exec rsync";
    const remoteShell = ['ssh', '-i', "/it's/\\#101"];
    const args = rsyncArguments(aTransfer({ remoteRsync, remoteShell })).map(argvWord);
    expect(args).toContain(`--rsync-path=${remoteRsync}`);
    expect(args).toContain("--rsh=ssh -i '/it''s/\\#101'");
  });
});
