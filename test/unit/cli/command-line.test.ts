import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines } from './cli-harness.ts';

const COMMANDS = [
  ['find'],
  ['pair', 'add'],
  ['pair', 'list'],
  ['pair', 'show'],
  ['pair', 'remove'],
  ['pair', 'change'],
  ['pair', 'export'],
  ['pair', 'import'],
  ['volumes'],
  ['check'],
  ['sync'],
  ['verify'],
  ['status'],
  ['watch'],
  ['history'],
  ['demo'],
  ['serve'],
  ['schedule', 'show'],
  ['schedule', 'pause'],
  ['schedule', 'resume'],
  ['service', 'install'],
  ['service', 'uninstall'],
  ['service', 'status'],
  ['logs'],
  ['diagnostics'],
  ['alert', 'show'],
  ['alert', 'mail'],
  ['alert', 'webhook'],
  ['alert', 'dead-man'],
  ['alert', 'limits'],
  ['alert', 'digest'],
  ['alert', 'test'],
];

describe('the command line', () => {
  it('alone prints the overview with four first steps', async () => {
    const alone = await cli([]);
    const help = await cli(['--help']);
    const word = await cli(['help']);
    expect([alone.status, alone.stderr, help, word]).toMatchObject([0, '', alone, alone]);
    const start = alone.stdout.slice(alone.stdout.indexOf('Start here:')).split('\n').slice(1, 5);
    expect(start.map((line) => line.slice(0, 4))).toEqual(['  1.', '  2.', '  3.', '  4.']);
  });

  it('offers nothing that does not exist yet', async () => {
    const { stdout } = await cli(['--help']);
    expect(stdout).not.toMatch(/^ {2}archive\b/m);
  });

  it.each(COMMANDS)('has help with two examples and the shared options for %s %s', async (...path) => {
    const words = path.filter((word) => word !== undefined);
    const ran = await cli([...words, '--help'], { openEngine: () => Promise.reject(new Error('opened')) });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(new RegExp(`^Usage: warmspare ${words.join(' ')} \\[options\\]`));
    expect(ran.stdout).toMatch(/^ {2}--json {2}/m);
    expect(ran.stdout).toMatch(/^ {2}--home <dir> {2}/m);
    expect(ran.stdout).toMatch(/\nExamples:\n {2}warmspare .+\n {2}warmspare .+\n$/);
  });

  it('prints its version', async () => {
    const text = await cli(['--version']);
    const json = await cli(['--version', '--json']);
    expect(text.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(jsonLines(json.stdout)).toEqual([{ type: 'version', version: text.stdout.trim() }]);
  });

  it.each([
    [['snc'], "unknown command 'snc' (Did you mean sync?)", 'warmspare [options] [command]'],
    [['pair', 'ad'], "unknown command 'ad' (Did you mean add?)", 'warmspare pair [options] [command]'],
    [['sync'], "missing required argument 'name'", 'warmspare sync [options] <name>'],
    [
      ['watch', 'a', 'b'],
      "too many arguments for 'watch'. Expected 1 argument but got 2.",
      'warmspare watch [options] [name]',
    ],
    [
      ['sync', 'a', 'b'],
      "too many arguments for 'sync'. Expected 1 argument but got 2.",
      'warmspare sync [options] <name>',
    ],
    [
      ['sync', 'a', '--previw'],
      "unknown option '--previw' (Did you mean --preview?)",
      'warmspare sync [options] <name>',
    ],
    [
      ['verify', 'a', '--sample', '0'],
      "option '--sample <n>' argument '0' is invalid. It must be a whole number from 1 on.",
      'warmspare verify [options] <name>',
    ],
    [
      ['verify', 'a', '--sample', '1', '--full'],
      "option '--full' cannot be used with option '--sample <n>'",
      'warmspare verify [options] <name>',
    ],
    [['sync', 'a', '--\u001b[2J'], "unknown option '--\\#033[2J'", 'warmspare sync [options] <name>'],
  ])('answers %j with one message and the usage', async (argv, message, usage) => {
    const path = usage.replace(/ [[<].*/, '');
    const text = await cli(argv);
    expect([text.status, text.stdout, text.stderr]).toEqual([
      2,
      '',
      `warmspare: ${message}\nUsage: ${usage}\nMore: ${path} --help\n`,
    ]);
    const json = await cli([...argv, '--json']);
    expect([json.status, json.stderr]).toEqual([2, '']);
    expect(jsonLines(json.stdout)).toMatchObject([{ type: 'error', usage }]);
  });

  it('prints the help of an unfinished command on stderr', async () => {
    const ran = await cli(['pair']);
    expect([ran.status, ran.stdout, ran.stderr.split('\n')[0]]).toEqual([
      2,
      '',
      'Usage: warmspare pair [options] [command]',
    ]);
  });

  it('takes the data folder from --home, else from WARMSPARE_HOME, else leaves it to the platform', async () => {
    const env = { WARMSPARE_HOME: '/data' };
    const homes = [
      await cli(['pair', 'list', '--home', 'here'], { env }),
      await cli(['--home', '/there', 'pair', 'list'], { env }),
      await cli(['pair', 'list'], { env }),
      await cli(['pair', 'list'], { env: { WARMSPARE_HOME: '' } }),
    ].flatMap((ran) => ran.homes);
    expect(homes).toEqual(['/home/anna/here', '/there', '/data', undefined]);
  });

  it('fails when its output cannot be written', async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
      },
    });
    const ran = await cli(['pair', 'list'], { stdout });
    expect([ran.status, ran.stderr]).toEqual([
      1,
      'warmspare: cannot write the output: ENOSPC: no space left on device\n',
    ]);
  });
});

describe('a bug', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'warmspare-cli-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const world = () => aWorld({ pairs: [aPair()], result: new TypeError('x\u001b[2J is not a function') });

  it('has an id, and leaves its stack in a private file', async () => {
    const ran = await cli(['sync', 'office'], { world: world(), home });
    const [file = ''] = await readdir(join(home, 'crash'));
    const path = join(home, 'crash', file);
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([
      1,
      '',
      `warmspare: this is a bug in Warmspare: ${file.replace('.txt', '')}. Please report it, with the file ${path}.\n`,
    ]);
    expect(file).toMatch(/^bug-[0-9a-f]{8}\.txt$/);
    expect(await readFile(path, 'utf8')).toMatch(
      /^bug-.{8}\nTypeError: x\\#033\[2J is not a function\n {4}at /,
    );
    expect((await stat(path)).mode & 0o777).toEqual(0o600);
  });

  it('shows its stack on stderr with WARMSPARE_DEBUG=1, escaped', async () => {
    const ran = await cli(['sync', 'office'], { world: world(), home, env: { WARMSPARE_DEBUG: '1' } });
    expect(ran.stderr).toMatch(/^bug-[0-9a-f]{8}\nTypeError: x\\#033\[2J is not a function\n {4}at /);
    expect(ran.stderr).toContain('Please report it, with what is written above.\n');
    expect(await readdir(home)).toEqual([]);
  });

  it('in opening the engine is told as well', async () => {
    const openEngine = () => Promise.reject(new Error('no engine'));
    const ran = await cli(['status', '--json'], { openEngine });
    expect(ran.status).toEqual(1);
    expect(ran.stderr).toContain('Error: no engine');
    expect(jsonLines(ran.stdout)).toMatchObject([{ type: 'error', problem: { code: 'bug' } }]);
  });
});
