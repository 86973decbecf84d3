import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STANDBY_TOOL } from '../../../engine/keys/standby-tool.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aDestination, GUARD_SHELLS, makeGuard, PAIR } from './guard-bench.ts';

const UID = process.getuid?.() ?? 0;
const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A standby's folder, and its tool run by this shell. `edit`: another text in the tool's place. */
function aStandby(
  shell: readonly [string, ...string[]] = ['/bin/sh'],
  uid = UID,
  place = '/one',
): {
  readonly folder: string;
  readonly run: (...args: string[]) => Said;
  readonly runEdited: (edit: (text: string) => string, ...args: string[]) => Said;
  readonly files: () => Readonly<Record<string, string>>;
} {
  const folder = `${tempDir()}/guard`;
  makeGuard(folder, { places: [aDestination(place)], uid });
  const [program, ...options] = shell;
  const start = (path: string, args: readonly string[]): Said => {
    const done = spawnSync(program, [...options, path, ...args], { encoding: 'utf8' });
    const plain = (text: string): string => text.replaceAll(folder, 'FOLDER').replace(DATE, 'DATE');
    return { status: done.status, out: plain(done.stdout), err: plain(done.stderr) };
  };
  return {
    folder,
    run: (...args) => start(`${folder}/standby`, args),
    runEdited: (edit, ...args) => {
      writeFileSync(`${folder}/edited`, edit(readFileSync(`${folder}/standby`, 'utf8')));
      return start(`${folder}/edited`, args);
    },
    files: () =>
      Object.fromEntries(
        readdirSync(folder)
          .filter((name) => name.endsWith('.promoted') || name.endsWith('.generation'))
          .filter((name) => name.startsWith(PAIR))
          .map((name) => [
            name.slice(PAIR.length + 1),
            readFileSync(`${folder}/${name}`, 'utf8').split('\n')[0] ?? '',
          ]),
      ),
  };
}

const done = (out: string): Said => ({ status: 0, out: `${out}\n`, err: '' });

it.skipIf(!existsSync('/usr/bin/shellcheck'))('is clean to shellcheck', () => {
  const checked = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: STANDBY_TOOL, encoding: 'utf8' });
  expect([checked.status, checked.stdout]).toEqual([0, '']);
});

describe.each(Object.entries(GUARD_SHELLS))("the standby's tool, run by %s", (_, shell) => {
  it('promotes once, however often it is told to, and keeps the number when that is undone', () => {
    const standby = aStandby(shell);
    expect([standby.run('status', PAIR), standby.files()]).toEqual([done('standby, generation 0'), {}]);
    expect(standby.run('promote', PAIR)).toEqual(done('promoted, generation 1, DATE'));
    expect(standby.run('promote', PAIR)).toEqual(done('promoted, generation 1, DATE'));
    expect(standby.files()).toEqual({ promoted: 'generation 1', generation: '1' });
    expect(standby.run('status', PAIR)).toEqual(done('promoted, generation 1, DATE'));
    expect(standby.run('undo', PAIR, '--changes-here-are-lost')).toEqual(done('standby, generation 1'));
    expect(standby.files()).toEqual({ generation: '1' });
    expect(standby.run('promote', PAIR)).toEqual(done('promoted, generation 2, DATE'));
    expect(standby.run('undo', PAIR, '--changes-here-are-lost', '2')).toEqual(done('standby, generation 2'));
  });

  it('does not undo what people may have worked on, unless they say that it may go', () => {
    const standby = aStandby(shell);
    standby.run('promote', PAIR);
    const refused = standby.run('undo', PAIR);
    expect([refused.status, refused.out, standby.files()]).toEqual([
      4,
      '',
      { promoted: 'generation 1', generation: '1' },
    ]);
    expect(refused.err).toMatch(
      /^standby: refused: the pair pair-\w+ was promoted here on [\d-]{10}\. Undone, the next sync .* failback there\. To lose it: FOLDER\/standby undo pair-\w+ --changes-here-are-lost\n$/,
    );
    expect(standby.run('undo', PAIR, '--changes-here-are-lost', '2')).toMatchObject({
      status: 4,
      err: 'standby: refused: it is generation 1 that is promoted here, and not 2\n',
    });
    expect(standby.run('status', PAIR)).toEqual(done('promoted, generation 1, DATE'));
  });

  it('has nothing to undo where nothing was promoted', () => {
    expect(aStandby(shell).run('undo', PAIR)).toEqual(done('standby, generation 0'));
  });
});

describe("the standby's tool", () => {
  /** The body of a function behind its first condition, a statement a line. */
  const bodyOf = (name: string): readonly string[] =>
    new RegExp(`\n${name}\\(\\) \\{\n(.*?)\n\\}\n`, 's')
      .exec(STANDBY_TOOL)?.[1]
      ?.split('\n  fi\n')
      .slice(1)
      .join('\n')
      .split('\n') ?? [];
  const statements = bodyOf('promote').filter((line) =>
    /^ +(?:write_new|put|flush|note|end_syncs$|mark=|target=|since=)/.test(line),
  );

  it('goes on from wherever it was killed, and counts once', () => {
    expect(statements.length).toBeGreaterThan(8);
    for (const [at, statement] of statements.entries()) {
      const standby = aStandby();
      const killed = standby.runEdited(
        (text) => {
          const before = text.indexOf('\npromote() {');
          const here = statements
            .slice(0, at + 1)
            .reduce((from, each) => text.indexOf(each, from + 1), before);
          return `${text.slice(0, here)}kill -KILL $$\n${text.slice(here)}`;
        },
        'promote',
        PAIR,
      );
      expect([statement, killed.status, killed.out]).toEqual([statement, null, '']);
      // A number without its fence would say that this machine serves while it can be written over.
      const { promoted, generation } = standby.files();
      expect([statement, generation === undefined || promoted !== undefined]).toEqual([statement, true]);
      expect([statement, standby.run('promote', PAIR)]).toEqual([
        statement,
        done('promoted, generation 1, DATE'),
      ]);
      expect([statement, standby.files()]).toEqual([
        statement,
        { promoted: 'generation 1', generation: '1' },
      ]);
    }
  });

  it('ends an rsync that was let in before, and no other', async () => {
    const [here, elsewhere] = [tempDir(), tempDir()];
    // An rsync server that waits for its client, as behind a line that was cut.
    const writer = (cwd: string): ChildProcess =>
      spawn('rsync', ['--server', '-logDtpre.iLsfxCIvu', '.', './'], {
        cwd,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    const [ours, other] = [writer(here), writer(elsewhere)];
    const ended = once(ours, 'exit');
    await Promise.all([ours, other].map(({ stdout }) => once(stdout ?? process.stdin, 'readable')));
    const standby = aStandby(['/bin/sh'], UID, here);
    expect(standby.run('promote', PAIR)).toEqual(done('promoted, generation 1, DATE'));
    await ended;
    expect([ours.exitCode === null && ours.signalCode === null, other.exitCode, other.signalCode]).toEqual([
      false,
      null,
      null,
    ]);
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  it('undoes a promotion that was cut before anybody was told of it, without a word about changes', () => {
    const standby = aStandby();
    standby.runEdited((text) => text.replace('  put generation\n', '  kill -KILL $$\n'), 'promote', PAIR);
    expect(standby.run('status', PAIR)).toEqual(done('promotion not finished, generation 1, DATE'));
    expect(standby.run('undo', PAIR)).toEqual(done('standby, generation 0'));
    expect([standby.files(), standby.run('promote', PAIR)]).toEqual([
      {},
      done('promoted, generation 1, DATE'),
    ]);
  });

  it('takes a fence that somebody else made for one, and gives it a number', () => {
    const standby = aStandby();
    writeFileSync(`${standby.folder}/${PAIR}.generation`, '4\n');
    writeFileSync(`${standby.folder}/${PAIR}.promoted`, '');
    expect(standby.run('status', PAIR)).toEqual(done('promotion not finished, generation 5'));
    expect(standby.run('undo', PAIR).status).toBe(4);
    expect(standby.run('promote', PAIR)).toEqual(done('promoted, generation 5, DATE'));
  });

  it('writes through no link, and promotes with a number that makes no sense as well', () => {
    const standby = aStandby();
    symlinkSync('/dev/null', `${standby.folder}/${PAIR}.promoted`);
    writeFileSync(`${standby.folder}/${PAIR}.generation`, 'three\n');
    const promoted = standby.run('promote', PAIR);
    expect([promoted.status, promoted.out]).toEqual([0, 'promoted, generation 1, DATE\n']);
    expect(promoted.err).toBe(`standby: FOLDER/${PAIR}.generation holds no number; it is taken for 0\n`);
    expect(standby.files()).toEqual({ promoted: 'generation 1', generation: '1' });
  });

  it('says which pairs there are to whoever names none of them', () => {
    const standby = aStandby();
    writeFileSync(`${standby.folder}/pair-aaaaaaaaaa.promoted`, 'generation 2\nat 2026-11-27T08:00:00Z\n');
    writeFileSync(`${standby.folder}/pair-aaaaaaaaaa.generation`, '2\n');
    expect(standby.run('status')).toEqual(
      done(`${PAIR}: standby, generation 0\npair-aaaaaaaaaa: promoted, generation 2, DATE`),
    );
    expect(standby.run('promote', 'pair-9999999999')).toEqual({
      status: 1,
      out: '',
      err: `standby: the pair pair-9999999999 is not set up here. These are: ${PAIR} pair-aaaaaaaaaa\n`,
    });
    for (const id of ['office', '../../etc/passwd', 'pair-000000000A', 'pair-0123456789\n', ''])
      expect(standby.run('promote', id)).toMatchObject({ status: 2, out: '' });
    expect(standby.run('promote', 'off\u001b[31mice').err).toBe(
      `standby: "off[31mice" is not the id of a pair. These are: ${PAIR} pair-aaaaaaaaaa\n`,
    );
  });

  it('prints how it is called to whoever calls it otherwise', () => {
    const standby = aStandby();
    expect(standby.run('--help')).toMatchObject({ status: 0, err: '' });
    for (const args of [
      [],
      ['promote'],
      ['erase', PAIR],
      ['undo', PAIR, '--yes'],
      ['undo', PAIR, '1', '1'],
    ]) {
      const { status, out, err } = standby.run(...args);
      expect([args, status, out, err.split('\n')[0]]).toEqual([
        args,
        2,
        '',
        'Usage: standby status [PAIRID]',
      ]);
    }
  });

  it('does nothing for another than root but tell', () => {
    const standby = aStandby(['/bin/sh'], UID + 1);
    expect(standby.run('status', PAIR).status).toBe(0);
    expect([standby.run('promote', PAIR), standby.files()]).toEqual([
      {
        status: 1,
        out: '',
        err: `standby: only root may do that: sudo FOLDER/standby promote ${PAIR}\n`,
      },
      {},
    ]);
  });

  it.skipIf(UID !== 0)('changes nothing on a disk that cannot be written to, or is full', () => {
    const standby = aStandby();
    const within = (mount: string, ...args: readonly string[]): Said => {
      const script = `set -e; ${mount}; exec "$@"`;
      const argv = ['--mount', 'sh', '-c', script, standby.folder, ...args];
      const ended = spawnSync('unshare', argv, { encoding: 'utf8' });
      return { status: ended.status, out: ended.stdout, err: ended.stderr };
    };
    const tool = `${standby.folder}/standby`;
    const readOnly = within('mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"', tool, 'promote', PAIR);
    expect([readOnly.status, readOnly.out, standby.files()]).toEqual([1, '', {}]);
    expect(readOnly.err).toMatch(
      /^standby: nothing was changed: \S+ cannot be written to \(.*Read-only file system\)\n$/,
    );
    mkdirSync(`${standby.folder}-full`);
    const fill =
      'cp -a "$0" "$0-full/kept"; mount -t tmpfs -o size=256k none "$0-full"; cp -a "$0/." "$0-full"; cat /dev/zero >"$0-full/rest" 2>/dev/null || :; mount --bind "$0-full" "$0"';
    const full = within(
      fill,
      'sh',
      '-c',
      `"$0" promote ${PAIR}; code=$?; ls -A "${standby.folder}"; exit $code`,
      tool,
    );
    expect(full.err).toMatch(/No space left on device/);
    expect([
      full.status,
      full.out.split('\n').filter((name) => /^\.w|promoted|generation/.test(name)),
    ]).toEqual([1, []]);
  });
});
