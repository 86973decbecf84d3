import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { remoteCommand, shellWords } from '../../../engine/model/shell-words.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { isAbsent, LOGIN_SHELLS, runShell } from './shells.ts';

const shell = localShell();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const problemOf = async (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => 'no problem',
    (error: unknown) => (error instanceof EngineError ? error.problem.code : error),
  );

describe('the local shell', () => {
  it('hands over arguments of any bytes', async () => {
    const bytes = fc.uint8Array({ min: 1, max: 255, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 20 }), async (args) => {
        const result = await shell.run(`for a do printf '%s\\000' "$a"; done`, args.map(bytesToPathText));
        expect({ ...result, stdout: text(result.stdout) }).toEqual({
          code: 0,
          signal: null,
          stdout: args.map((arg) => `${text(arg)}\0`).join(''),
          stderr: '',
        });
      }),
      { numRuns: 60 },
    );
  });

  it('returns the script’s own status, output and words', async () => {
    const result = await shell.run('echo out; echo err >&2; exit 3', []);
    expect({ ...result, stdout: text(result.stdout) }).toEqual({
      code: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('feeds bytes and streams to stdin, also when nobody reads them', async () => {
    async function* stream(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 200; i++) yield await Promise.resolve(Buffer.alloc(10_000, 'x'));
    }
    expect(text((await shell.run('wc -c', [], { stdin: stream() })).stdout).trim()).toBe('2000000');
    expect(text((await shell.run('cat', [], { stdin: Buffer.from('a\xff', 'latin1') })).stdout)).toBe(
      'a\xff',
    );
    expect((await shell.run('exit 7', [], { stdin: stream() })).code).toBe(7);
  });

  it('throws what a stdin stream throws, and does not leave the script running', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      throw new Error('no such list');
    }
    await expect(shell.run('sleep 60', [], { stdin: broken() })).rejects.toThrow('no such list');
  });

  it('ends a script that takes too long, with all that it started', async () => {
    const started = performance.now();
    // Some time that nobody else on this machine sleeps.
    const sleep = `sleep 61.${String(process.pid)}`;
    const running = shell.run(`${sleep} & ${sleep}; wait`, [], { timeoutMs: 300 });
    expect(await problemOf(running)).toBe('endpoint.timeout');
    expect(performance.now() - started).toBeLessThan(1800);
    expect(spawnSync('pgrep', ['-fx', sleep]).stdout.toString()).toBe('');
  });

  it('kills one that does not want to end', async () => {
    const run = shell.run("trap '' TERM; while :; do sleep 0.1; done", [], { timeoutMs: 200 });
    expect(await problemOf(run)).toBe('endpoint.timeout');
  });

  it('cancels when asked, also before it began', async () => {
    const controller = new AbortController();
    const running = problemOf(shell.run('sleep 60', [], { signal: controller.signal }));
    controller.abort();
    expect(await running).toBe('run.cancelled');
    expect(await problemOf(shell.run('sleep 60', [], { signal: AbortSignal.abort() }))).toBe('run.cancelled');
  });

  it('ends endless output and does not keep it', async () => {
    const before = process.memoryUsage().rss;
    expect(await problemOf(shell.run('cat /dev/zero', [], { maxOutputBytes: 1_000_000 }))).toBe(
      'endpoint.garbled',
    );
    expect(await problemOf(shell.run('cat /dev/zero >&2', [], { maxOutputBytes: 1_000_000 }))).toBe(
      'endpoint.garbled',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('does not wait for what a script left in the background with its output', async () => {
    const started = performance.now();
    const result = await shell.run('sleep 20 & echo done $!', []);
    expect(performance.now() - started).toBeLessThan(5000);
    const [, pid] = text(result.stdout).split(' ');
    process.kill(Number(pid));
    expect(text(result.stdout)).toMatch(/^done \d+\n$/);
  });

  it('refuses arguments that no command line can hold', () => {
    expect(() => shellWords('true', ['x'.repeat(130_000)])).toThrow('stdin');
    expect(() => shellWords('true', ['a\0'])).toThrow('NUL');
  });
});

describe('a remote command', () => {
  const args = ['it\'s "$x" `y` \\ \\\\ !! ~ * {a,b} %d \n é', '', '\\#377\n\n', '-n'];
  for (const program of LOGIN_SHELLS) {
    it.skipIf(isAbsent(program))(`means the same when ${program} is the login shell (if installed)`, () => {
      const script = `printf '%s\\n' "it's $0!"; for a do printf '<%s>' "$a"; done`;
      const out = runShell([program], remoteCommand(script, args)).toString('latin1');
      const utf8 = Buffer.from(args[0] ?? '').toString('latin1');
      expect(out).toBe(`it's warmspare!\n<${utf8}><><\xff\n\n><-n>`);
    });
  }
});
