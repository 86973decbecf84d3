import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DrillTopic } from '../../../engine/model/drill.ts';
import type { DrillAnswer } from '../../../engine/model/drill-answer.ts';
import { DRILL_SCRIPT, drillArguments } from '../../../engine/platform/drill-script.ts';
import { parseDrill } from '../../../engine/platform/parse-drill.ts';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { listProcesses } from '../../helpers/proc.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { isAbsent, POSIX_SHELLS } from './shells.ts';

type Argv = readonly [string, ...string[]];

let folder = '';
let copy = '';
beforeEach(() => {
  folder = tempDir();
  copy = `${folder}/copy`;
  mkdirSync(copy);
});

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(`${copy}/${path}`), { recursive: true });
  writeFileSync(`${copy}/${path}`, content);
}

function putDatabase(path: string): void {
  mkdirSync(dirname(`${copy}/${path}`), { recursive: true });
  execFileSync('sqlite3', [
    `${copy}/${path}`,
    'create table t (x); with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000) insert into t select hex(randomblob(40)) from n; create index x on t (x);',
  ]);
}

interface Asked {
  readonly shell?: Argv;
  readonly seconds?: number;
  readonly script?: string;
  readonly place?: string;
}

async function drill(
  what: DrillTopic,
  paths: readonly string[],
  { shell = ['/bin/sh'], seconds = 30, script = DRILL_SCRIPT, place = copy }: Asked = {},
): Promise<DrillAnswer | string> {
  const words = drillArguments('n0nce', { what, place, paths, seconds });
  const end = await runProcess([shell[0], ...shell.slice(1), '-c', script, 'warmspare', ...words], {
    holdStdin: true,
  });
  if (end.kind !== 'exited') return end.kind;
  const read = parseDrill(end.stdout, 'n0nce');
  return read.ok ? read.value : `${read.error}: ${end.stderr}`;
}

/** The script, with programs of paper before the system's. */
function withPrograms(programs: Readonly<Record<string, string>>): string {
  mkdirSync(`${folder}/bin`, { recursive: true });
  for (const [name, text] of Object.entries(programs))
    writeFileSync(`${folder}/bin/${name}`, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return DRILL_SCRIPT.replace('PATH=/usr/bin:', `PATH=${folder}/bin:/usr/bin:`);
}

/** All of the copy but the times at which it was read. */
function wholeCopy(): string {
  return execFileSync(
    'sh',
    ['-c', 'find . -printf "%p %y %m %u %g %s %T@ %C@ %l\\n" | sort; find . -type f -exec cksum {} + | sort'],
    { cwd: copy, encoding: 'utf8' },
  );
}

const NOTHING = { isAway: false, isLate: false };
const sample = (fields: object): object => ({
  seen: 0,
  files: 0,
  bytes: 0,
  bad: 0,
  closed: 0,
  isCut: false,
  ...fields,
});
const BROKEN_PAGE = Buffer.alloc(4_096, 0x5a);

it.skipIf(isAbsent('/usr/bin/shellcheck'))('has nothing for shellcheck to say (if installed)', () => {
  const input = `#!/bin/sh\n${DRILL_SCRIPT}`;
  const done = spawnSync('shellcheck', ['-s', 'sh', '-'], { input, encoding: 'utf8' });
  expect(done.stdout + done.stderr).toBe('');
});

describe.each(Object.entries(POSIX_SHELLS).filter(([name]) => name !== 'zsh'))('with %s', (_name, shell) => {
  const test = it.skipIf(isAbsent(shell[0]));
  const by = { shell: shell as Argv };

  test('files are read whole, whatever they are called, and nothing that is no file', async () => {
    put('a b/it\'s $(x) "é\\', '12345');
    put('-n', '123');
    put('new\nline', 'left out');
    put('old', '1');
    utimesSync(`${copy}/old`, 1, 1);
    symlinkSync('/etc/passwd', `${copy}/link`);
    execFileSync('mkfifo', [`${copy}/fifo`]);
    expect(await drill('read', [], by)).toEqual({
      ...NOTHING,
      sample: sample({ seen: 3, files: 3, bytes: 9 }),
      paths: [],
    });
  });

  test('databases are opened, and what is wrong with one is told', async () => {
    putDatabase('a/100% ?#.db');
    putDatabase('broken.db');
    const bytes = execFileSync('cat', [`${copy}/broken.db`]);
    BROKEN_PAGE.copy(bytes, 8_192);
    put('broken.db', bytes);
    put('other', 'not SQLite');
    put('empty', '');
    const paths = ['a/100% ?#.db', 'broken.db', 'other', 'empty', 'gone'];
    const answer = await drill('database', paths, by);
    expect(answer).toMatchObject({
      ...NOTHING,
      paths: [
        { path: paths[0], state: 'file', format: 'sqlite', status: 0, said: 'ok' },
        {
          path: paths[1],
          state: 'file',
          format: 'sqlite',
          said: expect.not.stringMatching(/^ok$/) as unknown,
        },
        { path: paths[2], state: 'file', format: 'other' },
        { path: paths[3], state: 'file', format: 'empty' },
        { path: paths[4], state: 'absent' },
      ],
    });
  });

  test('configurations are read without what they would have opened', async () => {
    put(
      'good',
      'Port 22\nInclude /etc/passwd\n"Include" /etc/passwd\n  include=/etc/passwd\nHostKey /etc/passwd\n',
    );
    put('bad', 'Port 22\nPrt 23\n');
    put('tab', '# x\nMAILTO=me\n*/5 * * * * /bin/true\n@daily root /bin/true\nevery day at noon\n');
    put('exports', '/srv -ro \\\n  host\n"/a b" host\nV4: /srv\nsrv host\n');
    const answers = [
      await drill('sshd', ['good', 'bad'], by),
      await drill('cron', ['tab'], by),
      await drill('exports', ['exports'], by),
    ];
    expect(answers).toMatchObject([
      {
        paths: [
          { status: 0, said: '' },
          {
            status: 255,
            said: expect.stringMatching(/^\/dev\/stdin:? line 2: Bad configuration option: Prt/) as unknown,
          },
        ],
      },
      { paths: [{ status: 1, said: 'line 5' }] },
      { paths: [{ status: 1, said: 'line 5' }] },
    ]);
  });

  test('accounts are looked for by the names of home folders', async () => {
    for (const name of ['root', 'nobody-of-that-name', 'a b', '.hidden'])
      mkdirSync(`${copy}/Users/${name}`, { recursive: true });
    symlinkSync('/root', `${copy}/Users/daemon`);
    const owner = process.getuid?.() ?? 0;
    expect(await drill('users', ['Users'], by)).toMatchObject({
      paths: [
        { path: 'Users', state: 'folder', ...(owner === 0 && { hasOwners: true }) },
        { path: 'nobody-of-that-name', owner },
        { path: 'root', owner, account: 0 },
      ],
    });
  });
});

it('changes nothing in the copy, and leaves nothing beside it', async () => {
  putDatabase('shop.db');
  execFileSync('sqlite3', [`${copy}/shop.db`, 'pragma journal_mode=wal']);
  put('shop.db-wal', 'left of a process that is gone');
  put('etc/ssh/sshd_config', 'Port 22\n');
  put('etc/smb.conf', '[x]\npath = /x\n');
  put('daemons/a.plist', '<plist/>');
  const before = wholeCopy();
  const script = withPrograms({ testparm: 'cat', plutil: 'cat "$2"', uname: 'echo Darwin' });
  const answers = [
    await drill('read', []),
    await drill('users', ['etc']),
    await drill('database', ['shop.db']),
    await drill('sshd', ['etc/ssh/sshd_config']),
    await drill('samba', ['etc/smb.conf'], { script }),
    await drill('launchd', ['daemons'], { script }),
    await drill('exports', ['etc/smb.conf']),
    await drill('cron', ['etc']),
  ];
  expect(answers.filter((answer) => typeof answer === 'string')).toEqual([]);
  expect(answers[2]).toMatchObject({ paths: [{ status: 0, said: 'ok', beside: 'wal' }] });
  expect(wholeCopy()).toBe(before);
});

it('follows no link, in the place or on the way to it', async () => {
  mkdirSync(`${folder}/outside`);
  execFileSync('sqlite3', [`${folder}/outside/shop.db`, 'create table t (x)']);
  symlinkSync(`${folder}/outside`, `${copy}/folder`);
  symlinkSync(`${folder}/outside/shop.db`, `${copy}/file.db`);
  mkdirSync(`${copy}/tabs`);
  symlinkSync('/etc/passwd', `${copy}/tabs/root`);
  expect(
    await drill('database', ['folder/shop.db', 'file.db', '../outside/shop.db', 'a/../file.db']),
  ).toEqual({
    ...NOTHING,
    paths: ['folder/shop.db', 'file.db', '../outside/shop.db', 'a/../file.db'].map((path) => ({
      path,
      state: 'link',
    })),
  });
  expect(await drill('cron', ['tabs', 'folder'])).toMatchObject({
    paths: [
      { path: 'tabs', state: 'folder' },
      { path: 'folder', state: 'link' },
    ],
  });
  expect(await drill('read', [])).toMatchObject({ sample: { seen: 0, files: 0 } });
});

it('runs nothing that a database’s schema would have run', async () => {
  const marked = `${folder}/marked`;
  const open = (name: string, sql: string): Buffer => execFileSync('sqlite3', [`${copy}/${name}`, sql]);
  open(
    'evil.db',
    `pragma writable_schema=on; create table t (x); insert into t values (1); update sqlite_schema set sql = 'create table t (x check (writefile(''${marked}'', x) is null or load_extension(''${copy}/evil'') is null))'`,
  );
  // It would do so, if it were asked to.
  expect(() =>
    execFileSync('sqlite3', [`${copy}/evil.db`, 'pragma quick_check'], { stdio: 'pipe' }),
  ).toThrow();
  rmSync(marked);
  open(
    'made.db',
    `create table t (x, y generated always as (x + 1) virtual not null); insert into t values (1); pragma writable_schema=on; update sqlite_schema set sql = 'create table t (x, y generated always as (writefile(''${marked}'', x)) virtual not null)'`,
  );
  expect(await drill('database', ['evil.db', 'made.db'])).toMatchObject({
    paths: [
      { format: 'sqlite', said: 'ok' },
      { format: 'sqlite', said: expect.stringContaining('non-deterministic functions') as unknown },
    ],
  });
  expect(existsSync(marked)).toBe(false);
});

it('says which program is missing, too old or not to be asked', async () => {
  putDatabase('shop.db');
  put('nginx.conf', 'load_module /x;');
  put('a.plist', '<plist/>');
  const script = withPrograms({ sqlite3: "echo '3.19.3 2017-06-27 16:48:08'" });
  expect([
    await drill('database', ['shop.db'], { script }),
    await drill('nginx', ['nginx.conf']),
    await drill('launchd', ['a.plist']),
  ]).toMatchObject([
    { paths: [{ tool: 'old' }] },
    { paths: [{ tool: 'unsafe' }] },
    { paths: [{ tool: 'missing' }] },
  ]);
});

/** What testparm 4.17.12 was given by a copy, and said of it, was seen on Debian 12. */
it('gives testparm nothing that it would open', async () => {
  const text =
    '[global]\n workgroup = X\n include = /etc/passwd\n inc\\\nlude = /etc/passwd\n LOG file = /x\n lock directory = /x\n[a] include = /etc/passwd\n path = /srv\n';
  put('smb.conf', text);
  const script = withPrograms({ testparm: 'cat >&2' });
  expect(await drill('samba', ['smb.conf'], { script })).toMatchObject({
    paths: [{ status: 0, said: '[global]\n workgroup = X\n[a]\n path = /srv' }],
  });
});

it('reads what it can in a place that has gone, and is ended with what it started when its time is over', async () => {
  expect(await drill('read', [], { place: `${folder}/gone` })).toEqual({
    ...NOTHING,
    isAway: true,
    paths: [],
  });
  putDatabase('shop.db');
  const nap = `7${String(process.pid)}`;
  const script = withPrograms({ sqlite3: `if [ "$1" = -version ]; then echo 3.40.1; else sleep ${nap}; fi` });
  expect(await drill('database', ['shop.db'], { script, seconds: 1 })).toMatchObject({ isLate: true });
  expect(listProcesses().filter(({ argv }) => argv.includes(nap))).toEqual([]);
});
