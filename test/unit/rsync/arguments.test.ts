import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RsyncFacts } from '../../../engine/model/facts.ts';
import type { Preserve } from '../../../engine/model/preserve.ts';
import { rsyncArguments, type Pass, type TransferSpec } from '../../../engine/rsync/arguments.ts';
import { anRsync } from '../../fakes/builders.ts';

const EVERYTHING: Preserve = {
  hardLinks: true,
  acls: true,
  xattrs: true,
  creationTimes: false,
  fileFlags: false,
  appleExtended: false,
  nanoseconds: true,
  sparse: true,
};

function aSpec(fields: Partial<TransferSpec> = {}): TransferSpec {
  return {
    pass: { kind: 'compare', whole: true },
    preserve: EVERYTHING,
    client: anRsync(),
    server: anRsync(),
    source: { path: '/Volumes/Users' },
    destination: { path: '/Volumes/Users', host: { user: 'root', host: 'spare' } },
    filters: ['- /.warmspare-standby'],
    oneFileSystem: true,
    timeoutSeconds: 120,
    mirrors: true,
    ...fields,
  };
}

const PASSES: readonly Pass[] = [
  { kind: 'compare', whole: true },
  { kind: 'copy' },
  { kind: 'copy', list: '/w/list' },
  { kind: 'remove', list: '/w/list', maxDelete: 7 },
  { kind: 'mirror', maxDelete: 7 },
  { kind: 'root' },
  { kind: 'checksum' },
  { kind: 'checksum', list: '/w/list' },
];

describe("rsync's arguments", () => {
  it('of a dry run ask for everything that the two can keep, and name both places last', () => {
    expect(rsyncArguments(aSpec())).toEqual([
      '--dry-run',
      '--archive',
      '--force',
      '--delete',
      '--numeric-ids',
      '--sparse',
      '--hard-links',
      '--acls',
      '--xattrs',
      '--modify-window=-1',
      '--out-format=ws|%i|%l|%M|%n',
      '--info=progress2,stats2',
      '--no-human-readable',
      '--one-file-system',
      '--filter=- /.warmspare-standby',
      '--timeout=120',
      '--',
      '/Volumes/Users/',
      'spare:/Volumes/Users/',
    ]);
  });

  it('ask for what costs something for each file only where the source was not seen to need it', () => {
    const preserve = { ...EVERYTHING, sparse: true };
    const careful = (traits: { large: boolean; sparse: boolean } | undefined): string[] =>
      rsyncArguments(aSpec({ preserve, pass: { kind: 'copy', ...(traits && { traits }) } })).filter((arg) =>
        /^--(partial|sparse)/.test(arg),
      );
    const partial = '--partial-dir=.warmspare-partial';
    expect(careful(undefined)).toEqual([partial, '--sparse']);
    expect(careful({ large: true, sparse: true })).toEqual([partial, '--sparse']);
    expect(careful({ large: false, sparse: true })).toEqual(['--sparse']);
    expect(careful({ large: true, sparse: false })).toEqual([partial]);
    expect(careful({ large: false, sparse: false })).toEqual([]);
  });

  it('carry a deletion only where one is meant', () => {
    const deleting = PASSES.map((pass) =>
      rsyncArguments(aSpec({ pass })).filter((arg) => /^--(delete|max-delete)/.test(arg)),
    );
    expect(deleting).toEqual([
      ['--delete'],
      [],
      [],
      ['--delete-missing-args', '--max-delete=7'],
      ['--delete-after', '--max-delete=7'],
      [],
      ['--delete'],
      [],
    ]);
  });

  it('of a comparison of listed paths look at those alone, and at what is missing there', () => {
    const pass = { kind: 'compare', whole: false, list: '/w/list' } as const;
    const listed = ['--from0', '--files-from=/w/list', '--no-recursive'];
    const options = (mirrors: boolean): string[] =>
      rsyncArguments(aSpec({ pass, mirrors })).filter((arg) =>
        /^--(dry|from0|files|no-rec|del|ign|max)/.test(arg),
      );
    expect(options(true)).toEqual(['--dry-run', ...listed, '--delete', '--delete-missing-args']);
    expect(options(false)).toEqual(['--dry-run', ...listed, '--ignore-missing-args']);
    const old = anRsync({ version: '3.0.9' });
    expect(() => rsyncArguments(aSpec({ pass, client: old }))).toThrow('before 3.1');
  });

  it('write nothing in a dry run', () => {
    const dry = PASSES.map((pass) => rsyncArguments(aSpec({ pass })).includes('--dry-run'));
    expect(dry).toEqual([true, false, false, false, false, false, true, true]);
  });

  it('never delete where the standby keeps what is gone', () => {
    const whole = PASSES.filter(({ kind }) => kind !== 'remove');
    const deleting = whole.flatMap((pass) =>
      rsyncArguments(aSpec({ pass, mirrors: false })).filter((arg) => arg.startsWith('--delete')),
    );
    expect(deleting).toEqual([]);
  });

  it("hold nothing that Apple's rsyncs refuse when one of those is the client", () => {
    const refused =
      /^(-A|-X|-N|-U|-s|-M|--acls|--xattrs|--crtimes|--info|--debug|--outbuf|--protect-args|--secluded-args|--old-args|--modify-window=-|--delete-missing-args|-E$)/;
    const open = anRsync({ flavour: 'apple-openrsync', version: '2.6.9' });
    const preserve = { ...EVERYTHING, acls: false, xattrs: false, nanoseconds: false, appleExtended: true };
    const passes = PASSES.filter(({ kind }) => kind !== 'remove');
    const args = passes.flatMap((pass) =>
      rsyncArguments(aSpec({ pass, client: open, server: open, preserve })),
    );
    expect(args.filter((arg) => refused.test(arg))).toEqual([]);
    expect(args).toContain('--extended-attributes');
  });

  it('hold no character of a shell where the client hands its words to one as they are', () => {
    const open = anRsync({ flavour: 'apple-openrsync', version: '2.6.9' });
    const args = PASSES.filter(({ kind }) => kind !== 'remove').flatMap((pass) =>
      rsyncArguments(aSpec({ pass, client: open, server: open })),
    );
    const formats = args.filter((arg) => arg.startsWith('--out-format='));
    expect([formats.length > 3, formats.filter((arg) => !/^[\w=%,-]+$/.test(arg))]).toEqual([true, []]);
  });

  it('quote a remote path for rsyncs that do not do it themselves', () => {
    const last = (client: RsyncFacts) =>
      rsyncArguments(
        aSpec({ client, destination: { path: "/a b/it's", host: { user: 'root', host: '::1' } } }),
      ).at(-1);
    expect(last(anRsync())).toBe("[::1]:/a b/it's/");
    expect(last(anRsync({ version: '3.2.3' }))).toBe("[::1]:'/a b/it'\\''s/'");
    expect(last(anRsync({ flavour: 'apple-openrsync', version: '2.6.9' }))).toBe("[::1]:'/a b/it'\\''s/'");
  });

  it('keep any path in one argument, after the options', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0')),
        (name) => {
          const path = `/${name}`;
          const args = rsyncArguments(aSpec({ source: { path }, destination: { path }, server: undefined }));
          const slashed = path.endsWith('/') ? path : `${path}/`;
          expect(args.slice(-3)).toEqual(['--', slashed, slashed]);
        },
      ),
    );
  });
});
