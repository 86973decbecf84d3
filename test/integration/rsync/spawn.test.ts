import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitMeaning } from '../../../engine/rsync/exit.ts';
import { eventually } from '../../helpers/eventually.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { run } from './run-pass.ts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie has ended, though nobody asked how.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** A shell script in place of rsync. */
function script(text: string): { file: string; args: readonly string[] } {
  return { file: '/bin/sh', args: ['-c', text] };
}

describe('a started rsync', () => {
  it('gives its records, messages, statistics and code', async () => {
    const { exit, records, errors } = await run(
      script("printf 'Number of files: 1,234\\nhello\\n'; echo 'file has vanished: \"/x\"' >&2; exit 24"),
    );
    expect([exit.code, exit.signal, exit.cancelled, exit.stats.files, exit.messages.paths, errors]).toEqual([
      24,
      null,
      false,
      1234,
      ['/x'],
      ['file has vanished: "/x"'],
    ]);
    expect(records.at(-1)).toEqual({ type: 'text', text: 'hello' });
  });

  it('that is not there is a problem and not a bug', async () => {
    await expect(run({ file: '/no/such/rsync', args: [] })).rejects.toMatchObject({
      problem: { code: 'rsync.missing', details: { path: '/no/such/rsync' } },
    });
  });

  it("gets the C locale and little else of our environment, and speaks with nobody's terminal", async () => {
    process.env['RSYNC_OLD_ARGS'] = '1';
    process.env['WARMSPARE_SECRET'] = 'x';
    try {
      const { records } = await run(
        script('env | cut -d= -f1 | sort | tr "\\n" " "; echo; echo "$LC_ALL $(pwd)"; cat'),
      );
      const [names = '', rest] = records.map((record) => (record.type === 'text' ? record.text : ''));
      expect(rest).toBe('C /');
      const allowed = 'HOME LC_ALL LOGNAME OLDPWD PATH PWD SHLVL SSH_AUTH_SOCK TMPDIR USER _'.split(' ');
      expect(
        names
          .trim()
          .split(' ')
          .filter((name) => !allowed.includes(name)),
      ).toEqual([]);
    } finally {
      delete process.env['RSYNC_OLD_ARGS'];
      delete process.env['WARMSPARE_SECRET'];
    }
  });

  it('has words in UTF-8 for a person, and everything raw for the log', async () => {
    const raw: string[] = [];
    const { errors } = await run({
      ...script("printf 'gr\\303\\274n\\n' >&2"),
      onRaw: (stream, chunk) => raw.push(`${stream} ${chunk}`),
    });
    expect([errors, raw]).toEqual([['grün'], ['stderr gr\u00c3\u00bcn\n']]);
  });

  it('whose last line broke off in a name has changed nothing', async () => {
    const { changes, records } = await run(
      script("printf 'ws|*deleting  |0|t|a\\nws|*deleting  |0|t|Docum'"),
    );
    expect(changes.map(({ path }) => path)).toEqual(['a']);
    expect(records).toHaveLength(2);
  });

  it('waits while the reader is busy, and loses nothing', async () => {
    let waits = 0;
    const { records } = await run({
      ...script(
        'i=0; while [ $i -lt 20000 ]; do echo "line $i of many that fill the pipe"; i=$((i+1)); done',
      ),
      ready: async () => {
        waits += 1;
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    expect(records).toHaveLength(20_000);
    expect(waits).toBeGreaterThan(1);
  });
});

describe('the end that we ask for', () => {
  it('reaches all that it started', async () => {
    const abort = new AbortController();
    const file = join(tempDir(), 'child');
    const running = run({ ...script(`sleep 600 & echo $! > ${file}; wait`), signal: abort.signal });
    const child = await eventually(() => existsSync(file) && Number(readFileSync(file, 'utf8')));
    abort.abort();
    const { exit } = await running;
    expect([exit.cancelled, exit.signal]).toEqual([true, 'SIGTERM']);
    await eventually(() => !isAlive(child));
  });

  it('comes by force when asking did not help', async () => {
    const abort = new AbortController();
    const { exit } = await run({
      ...script('trap "" TERM; echo ready; while :; do sleep 0.1; done'),
      signal: abort.signal,
      graceMs: 200,
      onRecord: () => abort.abort(),
    });
    expect([exit.cancelled, exit.signal]).toEqual([true, 'SIGKILL']);
  });

  it('comes at once when it was asked for before the start', async () => {
    const { exit } = await run({ ...script('sleep 600'), signal: AbortSignal.abort() });
    expect([exit.cancelled, exit.signal]).toEqual([true, 'SIGTERM']);
  });

  it('is not what somebody else did', async () => {
    const { exit } = await run(script('kill -KILL $$'));
    expect([exit.cancelled, exitMeaning(exit).problem?.code]).toEqual([false, 'rsync.killed']);
  });
});

describe('a listener that throws', () => {
  it('leaves no process behind', async () => {
    let pid = 0;
    const running = run({
      ...script('echo hello; sleep 600'),
      onStarted: (started) => (pid = started),
      onRecord: () => {
        throw new Error('a bug');
      },
    });
    await expect(running).rejects.toThrow('a bug');
    expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
  });
});

describe('standard input', () => {
  it("gives a file's content and then stays open for as long as the process runs", async () => {
    const file = join(tempDir(), 'list');
    writeFileSync(file, 'content');
    const { records, exit } = await run({
      ...script('head -c 7; echo; if timeout 1 cat; then echo closed; else echo open; fi'),
      stdin: { hold: true, file },
    });
    expect([records.map((record) => (record.type === 'text' ? record.text : '')), exit.code]).toEqual([
      ['content', 'open'],
      0,
    ]);
  });

  it('that cannot be read ends the process and says why', async () => {
    let pid = 0;
    const running = run({
      ...script('sleep 600'),
      stdin: { hold: true, file: join(tempDir(), 'missing') },
      onStarted: (started) => (pid = started),
    });
    await expect(running).rejects.toMatchObject({ code: 'ENOENT' });
    expect(isAlive(pid)).toBe(false);
  });
});
