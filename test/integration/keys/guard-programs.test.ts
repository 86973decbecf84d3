import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUARD_SCRIPT } from '../../../engine/keys/guard-script.ts';
import { parseProbe } from '../../../engine/platform/parse-probe.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aDestination, makeGuard, markDestination, PAIR, ruleOn } from './guard-bench.ts';
import { recordServerCommands, RECORDED_DESTINATIONS } from './guard-recordings.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

it.skipIf(!existsSync('/usr/bin/shellcheck'))('is clean to shellcheck', () => {
  const checked = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: GUARD_SCRIPT, encoding: 'utf8' });
  expect([checked.status, checked.stdout]).toEqual([0, '']);
});

describe.skipIf(!isRoot)('the rsync that the guard starts', () => {
  const rule = (prepare: (folder: string) => void, named?: string, uid = 0): string => {
    const folder = tempDir();
    chmodSync(folder, 0o755);
    markDestination(`${folder}/one`);
    mkdirSync(`${folder}/bin`);
    const rsync = `${folder}/bin/rsync`;
    const guard = makeGuard(`${folder}/guard`, { places: [aDestination(`${folder}/one`)], rsync, uid });
    copyFileSync(`${folder}/guard/recorder`, rsync);
    prepare(folder);
    const [ruling] = ruleOn(guard, [`${named ?? rsync} --server -nlogDtpre.iLsfxCIvu . ${folder}/one/`]);
    return (ruling?.ran === undefined ? (ruling?.output ?? '') : 'ran').trim().replaceAll(folder, '');
  };
  const REFUSED = 'warmspare guard: refused: others than root can change /bin/rsync';

  it("is one that is root's alone, in folders that are root's alone", () => {
    expect(rule(() => undefined)).toBe('ran');
    expect(rule(() => undefined, 'rsync')).toBe('ran');
    expect(rule((folder) => chownSync(`${folder}/bin/rsync`, NOBODY, 0))).toBe(REFUSED);
    expect(rule((folder) => chmodSync(`${folder}/bin/rsync`, 0o775))).toBe(REFUSED);
    expect(rule((folder) => chmodSync(`${folder}/bin/rsync`, 0o757))).toBe(REFUSED);
    expect(rule((folder) => chmodSync(`${folder}/bin/rsync`, 0o644))).toBe(REFUSED);
    expect(rule((folder) => chownSync(`${folder}/bin`, NOBODY, 0))).toBe(REFUSED);
    expect(rule((folder) => chmodSync(folder, 0o777))).toBe(REFUSED);
    expect(rule((folder) => chmodSync(folder, 0o1777))).toBe('ran');
    expect(rule((folder) => chmodSync(`${folder}/bin`, 0o775), 'rsync')).toBe(
      'warmspare guard: refused: no rsync here that only root can change',
    );
  });

  it('may be anybody’s where the guard is not root’s', () => {
    const prepare = (folder: string): void => chownSync(`${folder}/bin/rsync`, NOBODY, 0);
    expect([rule(prepare), rule(prepare, undefined, NOBODY)]).toEqual([REFUSED, 'ran']);
  });

  it('is followed through links, and it is the end of them that counts', () => {
    const link = (folder: string, owner: number): void => {
      mkdirSync(`${folder}/cellar`);
      copyFileSync(`${folder}/bin/rsync`, `${folder}/cellar/rsync`);
      chownSync(`${folder}/cellar`, owner, 0);
      spawnSync('rm', [`${folder}/bin/rsync`]);
      symlinkSync('../cellar/rsync', `${folder}/bin/rsync`);
    };
    expect(rule((folder) => link(folder, 0))).toBe('ran');
    expect(rule((folder) => link(folder, NOBODY))).toBe(REFUSED);
  });

  it('is told to who asks, and so is one that is not used', () => {
    const folder = tempDir();
    chmodSync(folder, 0o755);
    markDestination(`${folder}/one`);
    const guard = makeGuard(`${folder}/guard`, { places: [aDestination(`${folder}/one`)] });
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    const told = (encoded: (text: string) => string): unknown => {
      const command = `warmspare probe ${['abc123', 'full', `${folder}/one`].map(encoded).join(' ')}`;
      const { stdout } = spawnSync('/usr/bin/dash', [guard, PAIR], {
        env: { SSH_ORIGINAL_COMMAND: command },
      });
      const report = parseProbe(stdout, {
        nonce: 'abc123',
        paths: [`${folder}/one`],
        sentAtMs: 0,
        receivedAtMs: 0,
      });
      return report.ok && [report.value.rsyncs.map(({ path }) => path), report.value.unsafeRsyncs];
    };
    for (const encoded of [hex, (text: string) => `=${text}`]) {
      chownSync(`${folder}/guard/recorder`, 0, 0);
      expect(told(encoded)).toEqual([[`${folder}/guard/recorder`], undefined]);
      chownSync(`${folder}/guard/recorder`, NOBODY, 0);
      expect(told(encoded)).toEqual([[], [`${folder}/guard/recorder`]]);
    }
  });

  it('is held to the destination: unasked where the command says that it can be, else where its help says so', () => {
    const folder = tempDir();
    chmodSync(folder, 0o755);
    markDestination(`${folder}/one`);
    const guard = makeGuard(`${folder}/guard`, { places: [aDestination(`${folder}/one`)] });
    const recorder = readFileSync(`${folder}/guard/recorder`, 'utf8');
    writeFileSync(
      `${folder}/guard/recorder`,
      recorder.replace(
        /^if .*--help.*$/m,
        `if [ "\${1-}" = --help ]; then echo asked >>'${folder}/asked'; exit; fi`,
      ),
    );
    const argvOf = (command: string): readonly string[] | undefined => ruleOn(guard, [command])[0]?.ran?.argv;
    const command = `--server -nlogDtpre.iLsfxCIvu . ${folder}/one/`;
    expect(argvOf(`rsync --confine-root=. ${command}`)).toEqual([
      ...['--server', '-nlogDtpre.iLsfxCIvu', `--confine-root=${folder}/one`, '.', './'],
    ]);
    expect(existsSync(`${folder}/asked`)).toBe(false);
    expect(argvOf(`rsync ${command}`)).toEqual(['--server', '-nlogDtpre.iLsfxCIvu', '.', './']);
    expect(readFileSync(`${folder}/asked`, 'utf8')).toBe('asked\n');
  });

  it('gets nothing of the environment', () => {
    const folder = tempDir();
    markDestination(`${folder}/one`);
    const guard = makeGuard(`${folder}/guard`, { places: [aDestination(`${folder}/one`)] });
    writeFileSync(`${folder}/guard/recorder`, '#!/bin/sh\nexec /usr/bin/env\n');
    const done = spawnSync('/usr/bin/dash', [guard, 'pair-0123456789'], {
      encoding: 'utf8',
      env: {
        ...{
          SSH_ORIGINAL_COMMAND: `rsync --server -nlogDtpre.iLsfxCIvu . ${folder}/one/`,
          PATH: `${folder}/evil`,
          IFS: '/',
        },
        ...{
          RSYNC_PARTIAL_DIR: '/x',
          RSYNC_ICONV: 'x',
          LD_PRELOAD: '',
          ENV: '/x',
          LC_ALL: 'C.UTF-8',
          HOME: '/root',
        },
      },
    });
    expect(
      done.stdout
        .split('\n')
        .filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line))
        .sort(),
    ).toEqual(['', 'LC_ALL=C', 'PATH=/usr/bin:/bin:/usr/sbin:/sbin']);
  });
});

it('knows the command lines that rsync 3.5.0 sends today', () => {
  const url = new URL('../../fixtures/rsync/server-commands/gnu-3.5.0.txt', import.meta.url);
  const recorded = recordServerCommands(tempDir(), RECORDED_DESTINATIONS);
  expect(recorded).toEqual(readFileSync(url, 'utf8').trimEnd().split('\n'));
  expect(recorded.length).toBeGreaterThan(150);
});
