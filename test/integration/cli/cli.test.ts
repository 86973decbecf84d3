import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { runProcess, startProcess, type ProcessResult } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { startStallProxy } from '../../lab/stall-proxy.ts';

const PROGRAM = resolve('dist/cli/warmspare.js');

let sshd: LoopbackSshd;
beforeAll(async () => {
  sshd = await startLoopbackSshd();
});
afterAll(() => sshd.stop());

/** A data folder with two folders to copy between, and the built command line. */
class Place {
  readonly folder = tempDir();
  readonly home = join(this.folder, 'home');
  readonly source = join(this.folder, 'primary');
  readonly destination = join(this.folder, 'standby');

  constructor() {
    mkdirSync(this.source);
    mkdirSync(this.destination);
    for (let i = 0; i < 30; i++) writeFileSync(`${this.source}/file ${i}`, `content of ${i}\n`);
  }

  argv(...args: string[]): string[] {
    return [process.execPath, PROGRAM, '--home', this.home, ...args];
  }

  run(...args: string[]): Promise<ProcessResult> {
    return runProcess(this.argv(...args), { okCodes: 'any' });
  }

  add(port = sshd.port): Promise<ProcessResult> {
    return this.run(
      ...['pair', 'add', 'Office', '--primary', 'local', '--standby', `ssh://${sshd.user}@127.0.0.1:${port}`],
      ...['--identity', sshd.identityFile, '--host-key', sshd.hostKeyFingerprint],
      ...['--volume', `${this.source}=${this.destination}`, '--max-delete', '5'],
    );
  }

  copies(): number {
    return readdirSync(this.destination).filter((name) => name.startsWith('file ')).length;
  }
}

describe('warmspare', () => {
  it('adds, checks, previews, syncs and remembers, each with status 0', async () => {
    const place = new Place();
    const results = [
      await place.add(),
      await place.run('check', 'Office'),
      await place.run('sync', 'Office', '--preview'),
    ];
    expect(place.copies()).toBe(0);
    results.push(await place.run('sync', 'Office'), await place.run('status'), await place.run('history'));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(place.copies()).toBe(30);
    expect(results[3]?.stdout).toMatch(/^Done: Office, 30 created, /);
    expect(results[3]?.stderr).toBe('');
    const last = await place.run('history', '--run', 'last', '--changes');
    expect(last.stdout.split('\n').filter((line) => line.startsWith('+'))).toHaveLength(30);
  });

  it('prints one event a line with --json, and the end exactly once', async () => {
    const place = new Place();
    await place.add();
    const { code, stdout } = await place.run('sync', 'Office', '--json');
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; outcome?: string });
    expect(code).toBe(0);
    expect(events[0]?.type).toBe('run.started');
    expect(events.filter(({ type }) => type === 'run.finished')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      type: 'run.finished',
      outcome: 'succeeded',
      totals: { created: 30 },
    });
  });

  it('holds with status 4, names the plan, and runs it when it is approved', async () => {
    const place = new Place();
    await place.add();
    await place.run('sync', 'Office');
    for (let i = 0; i < 10; i++) rmSync(`${place.source}/file ${i}`);
    const held = await place.run('sync', 'Office');
    expect([held.code, place.copies()]).toEqual([4, 30]);
    const plan = /plan-[0-9a-f]{12}/.exec(held.stderr)?.[0] ?? '';
    const approved = await place.run('sync', 'Office', '--approve', plan);
    expect([approved.code, place.copies()]).toEqual([0, 20]);
  });

  it('ends quietly when nobody reads on', async () => {
    const place = new Place();
    await place.add();
    await place.run('sync', 'Office');
    const words = place
      .argv('history', '--run', 'last', '--changes')
      .map((word) => `'${word}'`)
      .join(' ');
    const piped = await runProcess(['bash', '-c', `set -o pipefail; ${words} | head -n 1`], {
      okCodes: 'any',
    });
    expect([piped.code, piped.stderr]).toEqual([0, '']);
  });

  it('cancels at Ctrl-C with status 130, and the next run finishes the work', async () => {
    const place = new Place();
    const proxy = await startStallProxy({ target: { host: '127.0.0.1', port: sshd.port } });
    try {
      await place.add(proxy.port);
      writeFileSync(`${place.source}/large`, Buffer.alloc(30_000_000, 'large'));
      proxy.afterBytes('up', 3_000_000, () => proxy.limit(1_000_000));
      const run = startProcess(place.argv('sync', 'Office', '--json'));
      await run.waitForOutput(/"run.progress"/);
      run.signal('SIGINT');
      const cancelled = await run.exited;
      expect(cancelled.code).toBe(130);
      expect(cancelled.stdout.trim().split('\n').at(-1)).toMatch(
        /"type":"run.finished","outcome":"cancelled"|"outcome":"cancelled"/,
      );
      expect(existsSync(`${place.destination}/large`)).toBe(false);
      proxy.pass();
      expect(await place.run('sync', 'Office')).toMatchObject({ code: 0 });
      expect(existsSync(`${place.destination}/large`)).toBe(true);
    } finally {
      await proxy.close();
    }
  });

  it('asks on a terminal whether this is the right machine, and shows progress there', async () => {
    const place = new Place();
    const add = place
      .argv(
        'pair',
        'add',
        'Office',
        '--primary',
        'local',
        '--standby',
        `ssh://${sshd.user}@127.0.0.1:${sshd.port}`,
      )
      .concat('--identity', sshd.identityFile, '--volume', `${place.source}=${place.destination}`)
      .map((word) => `'${word}'`)
      .join(' ');
    const asked = startProcess(['script', '-qec', add, '/dev/null'], { keepInputOpen: true });
    await asked.waitForOutput(/\[y\/N\]/);
    asked.write('y\n');
    const added = await asked.exited;
    expect(added.stdout).toContain(sshd.hostKeyFingerprint);
    expect(added.code).toBe(0);
    const sync = place
      .argv('sync', 'Office')
      .map((word) => `'${word}'`)
      .join(' ');
    const shown = await runProcess(['script', '-qec', sync, '/dev/null']);
    expect(shown.stdout).toMatch(/Copying/);
    expect(shown.stdout).toMatch(/Done/);
  });

  it.each([
    [['sync', 'Nowhere'], 2, /no pair/],
    [['sync'], 2, /name/],
    [['frobnicate'], 2, /frobnicate/],
    [['pair', 'add', 'A', '--primary', 'nonsense', '--standby', 'local', '--volume', '/a=/b'], 2, /nonsense/],
    [['pair', 'add', 'A', '--primary', 'local', '--standby', 'local', '--volume', 'a=b'], 2, /a/],
    [
      [
        'pair',
        'add',
        'A',
        '--primary',
        'local',
        '--standby',
        'local',
        '--volume',
        '/a=/b',
        '--max-delete',
        'x',
      ],
      2,
      /x/,
    ],
    [
      ['pair', 'add', 'A', '--primary', 'local', '--standby', 'ssh://root@127.0.0.1', '--volume', '/a=/b'],
      2,
      /host-key/,
    ],
    [['history', '--run', 'nothing'], 2, /nothing/],
    [['pair', 'import', '/nonexistent'], 2, /nonexistent/],
  ])('says of %j what is wrong', async (args, code, words) => {
    const place = new Place();
    const result = await place.run(...args);
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(words);
    expect(result.stderr).not.toMatch(/at .*\.ts:|node:internal/);
  });

  it('never overwrites a configuration that it cannot read', async () => {
    const place = new Place();
    mkdirSync(place.home);
    writeFileSync(`${place.home}/config.json`, '{"version": 1, "pairs": [');
    const { code, stderr } = await place.add();
    expect(code).toBe(1);
    expect(stderr).toContain('config.json');
    expect(await runProcess(['cat', `${place.home}/config.json`])).toMatchObject({
      stdout: '{"version": 1, "pairs": [',
    });
  });
});
