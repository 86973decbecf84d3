import { describe, expect, it } from 'vitest';
import type { Configuration, DrillTopic } from '../../../../engine/model/drill.ts';
import type { DrillAnswer, DrilledPath, ReadSample } from '../../../../engine/model/drill-answer.ts';
import { judgeTry, type Judged } from '../../../../engine/plan/drill/judge-try.ts';
import type { PlannedTry } from '../../../../engine/plan/drill/plan-drill.ts';

function judge(kind: PlannedTry['kind'], what: DrillTopic, fields: Partial<DrillAnswer>): Judged | undefined {
  const asked: PlannedTry = { kind, what, place: '/Volumes/Users', paths: [], seconds: 60 };
  return judgeTry(asked, { isAway: false, isLate: false, paths: [], ...fields });
}

describe('a sample of files', () => {
  const sample = (fields: Partial<ReadSample>, paths: readonly DrilledPath[] = []): Judged | undefined =>
    judge('read', 'read', {
      sample: { seen: 900, files: 300, bytes: 1_234, bad: 0, closed: 0, isCut: false, ...fields },
      paths,
    });

  it('fails by one file that is there and cannot be read, or a folder', () => {
    expect([
      sample({}),
      sample({ isCut: true }),
      sample({ bad: 1 }, [{ path: 'a\\#012b' }]),
      sample({ closed: 2 }),
      sample({ seen: 0, files: 0, bytes: 0 }),
    ]).toEqual([
      { state: 'passed', output: '300 files of 900 read whole, 1234 bytes' },
      { state: 'passed', output: '300 files of the first 900 read whole, 1234 bytes' },
      {
        state: 'failed',
        output: '300 files of 900 read whole, 1234 bytes; 1 file could not be read: a\\#012b',
      },
      {
        state: 'failed',
        output: '300 files of 900 read whole, 1234 bytes; 2 folders could not be looked into',
      },
      { state: 'skipped', output: 'there is no file to read' },
    ]);
  });

  it('fails where its place is away, or its time was over', () => {
    expect([judge('read', 'read', { isAway: true }), judge('read', 'read', { isLate: true })]).toEqual([
      { state: 'failed', output: 'its place cannot be entered' },
      { state: 'failed', output: 'it was not done within 60 s' },
    ]);
  });
});

describe('accounts', () => {
  const FOLDER: DrilledPath = { path: 'Users', state: 'folder' };
  const users = (...paths: readonly DrilledPath[]): Judged | undefined => judge('users', 'users', { paths });
  const ANNA: DrilledPath = { path: 'anna', owner: 501, account: 501 };

  it('are there, or are named', () => {
    const owned: DrilledPath = { ...FOLDER, hasOwners: true };
    expect([
      users(owned, ANNA, { path: 'root', owner: 0 }),
      users(owned, ANNA, { path: 'ben', owner: 502 }, { path: 'eve', owner: 503, account: 1_003 }),
    ]).toEqual([
      { state: 'passed', output: '1 account: the standby has it' },
      { state: 'warned', output: 'of 3 accounts: ben has none; eve is 1003 there, and the files are of 503' },
    ]);
  });

  it('go by their names alone where owners are not kept, and are nothing where nobody has a folder', () => {
    expect([
      users(FOLDER, { ...ANNA, owner: 77 })?.state,
      users(FOLDER),
      users({ path: 'Users', state: 'absent' }),
    ]).toEqual(['passed', undefined, undefined]);
  });
});

describe('a database', () => {
  const database = (...paths: readonly Partial<DrilledPath>[]): string => {
    const judged = judge('database', 'database', { paths: paths.map((path) => ({ path: 'a.db', ...path })) });
    return `${judged?.state ?? ''}: ${judged?.output ?? ''}`;
  };
  const SQLITE: Partial<DrilledPath> = { state: 'file', format: 'sqlite' };

  it('passes only where SQLite says so', () => {
    expect([
      database({ state: 'link' }, { ...SQLITE, status: 0, said: 'ok' }),
      database({ ...SQLITE, status: 0, said: 'ok', beside: 'wal' }),
      database({ ...SQLITE, status: 0, said: 'row 3 missing from index x' }),
      database({ ...SQLITE, status: 1, said: 'ok' }),
      database(SQLITE),
    ]).toEqual([
      'passed: PRAGMA quick_check: ok',
      'passed: PRAGMA quick_check: ok; what lies in its -wal file was not read',
      'failed: PRAGMA quick_check: row 3 missing from index x',
      'failed: PRAGMA quick_check: ok',
      'failed: PRAGMA quick_check: status unknown',
    ]);
  });

  it('that is not there fails, and one that nobody can open is not tried', () => {
    const states = [
      { state: 'absent' },
      { state: 'link' },
      { state: 'unreadable' },
      { state: 'folder' },
    ] as const;
    expect(
      [
        ...states.map((each) => database(each)),
        database({ state: 'file', format: 'empty' }),
        database({ state: 'file', format: 'other' }),
        database({ ...SQLITE, tool: 'missing' }),
        database({ ...SQLITE, tool: 'old' }),
      ].map((text) => text.replace(/;.*/, '')),
    ).toEqual([
      'failed: it is not in the copy',
      'failed: a symbolic link is on the way to it, which is not followed',
      'failed: it cannot be read',
      'failed: it is no file',
      'failed: it is empty',
      'skipped: it is no SQLite database',
      'skipped: the standby has no sqlite3',
      'skipped: the standby’s sqlite3 is older than 3.31, and not safe to open it with',
    ]);
  });
});

describe('configurations', () => {
  const read = (what: Configuration, ...files: readonly Partial<DrilledPath>[]): unknown => {
    const paths = files.map((file, at): DrilledPath => ({ path: `f${String(at)}`, state: 'file', ...file }));
    const judged = judge('configuration', what, { paths });
    return judged === undefined ? undefined : [judged.state, judged.output];
  };

  it('are nothing where the copy has none, or a link in their place', () => {
    expect([
      read('sshd', { state: 'absent' }, { state: 'link' }),
      read('sshd', { state: 'unreadable' }),
    ]).toEqual([undefined, ['failed', 'f0: cannot be read']]);
  });

  it('of sshd count as read where only the standby lacks what it needs to run', () => {
    expect([
      read('sshd', { status: 0, said: '' }),
      // OpenSSH 9.2 without keys, and without its folder.
      read('sshd', { status: 1, said: 'sshd: no hostkeys available -- exiting.' }),
      read('sshd', { status: 255, said: 'Missing privilege separation directory: /run/sshd' }),
      read('sshd', { status: 255, said: '/dev/stdin: line 2: Bad configuration option: Foo' }),
    ]).toEqual([
      ['passed', 'f0: sshd can read it'],
      ['passed', 'f0: sshd can read it'],
      ['passed', 'f0: sshd can read it'],
      ['failed', 'f0: line 2: Bad configuration option: Foo'],
    ]);
  });

  it('of Samba go by what testparm said of the file, not of the machine', () => {
    // testparm 4.17.12 on Debian 12, on a machine without Samba's folders.
    const OF_MACHINE = 'Loaded services file OK.\n\nERROR: state directory /var/lib/samba does not exist';
    const odd = `Unknown parameter encountered: "workgruop"\n${OF_MACHINE}`;
    const bad = 'Load smb config files from /dev/stdin\nError loading services.';
    expect([
      read('samba', { status: 1, said: OF_MACHINE }),
      read('samba', { status: 1, said: odd }),
      read('samba', { status: 1, said: bad }),
    ]).toEqual([
      ['passed', 'f0: testparm can read it'],
      ['warned', `f0: ${odd}`],
      ['failed', `f0: ${bad}`],
    ]);
  });

  it('that are many are named in part, the bad ones first', () => {
    const plists = Array.from({ length: 7 }, () => ({ status: 0, said: 'OK' }));
    expect([
      read('launchd', ...plists),
      read('launchd', ...plists, { status: 1, said: 'f7: Unexpected character' }),
      read('launchd', { tool: 'missing' }),
      read('nginx', { tool: 'unsafe' }),
    ]).toEqual([
      ['passed', 'f0, f1, f2, f3, f4 and 2 more: plutil can read them'],
      ['failed', 'f7: f7: Unexpected character'],
      ['skipped', 'f0: the standby has no plutil'],
      [
        'skipped',
        'f0: nginx opens and loads what a configuration names, so it was not asked; a command of the drill can (pair change --on-drill)',
      ],
    ]);
  });
});
