import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  COMMAND_SCRIPT,
  commandArguments,
  parseCommandEnd,
  type CommandEnd,
} from '../../../engine/platform/command-script.ts';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { eventually } from '../../helpers/eventually.ts';
import { listProcesses } from '../../helpers/proc.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { isAbsent, POSIX_SHELLS } from './shells.ts';

type Argv = readonly [string, ...string[]];
const SH: Argv = ['/bin/sh'];
const BEFORE = { when: 'before', outcome: 'none', id: 'run-1' };

function start(
  text: string,
  { seconds = 60, shell = SH, run = BEFORE, size = Buffer.byteLength(text) } = {},
) {
  const stop = new AbortController();
  const args = commandArguments('n0nce', String(size), run, seconds);
  const argv: Argv = [...(shell as [string, ...string[]]), '-c', COMMAND_SCRIPT, 'warmspare', ...args];
  const stdin = Buffer.from(text);
  return {
    stop,
    end: runProcess(argv, { stdin, holdStdin: true, signal: stop.signal, env: { LC_ALL: 'C' } }),
  };
}

async function run(text: string, options: Parameters<typeof start>[1] = {}): Promise<CommandEnd | string> {
  const end = await start(text, options).end;
  if (end.kind !== 'exited') return end.kind;
  const read = parseCommandEnd(end.stdout, 'n0nce');
  return read.ok ? read.value : `${read.error}, ${String(end.code)} ${end.stderr}`;
}

const ended = (code: number, output: string): CommandEnd => ({ code, output, isTimedOut: false });
/** Those whose argv names this. */
const running = (mark: string): number[] =>
  listProcesses().flatMap(({ pid, argv }) => (argv.some((word) => word.includes(mark)) ? [pid] : []));

describe('the script that runs a command', () => {
  it.skipIf(isAbsent('/usr/bin/shellcheck'))('has nothing for shellcheck to say (if installed)', () => {
    const input = `#!/bin/sh\n${COMMAND_SCRIPT}`;
    const done = spawnSync('shellcheck', ['-s', 'sh', '-'], { input, encoding: 'utf8' });
    expect(done.stdout + done.stderr).toBe('');
  });

  describe.each(Object.entries(POSIX_SHELLS))('with %s', (_name, shell) => {
    const here = { shell: shell as Argv };
    const test = it.skipIf(isAbsent(shell[0]));

    test('tells both streams, the status and the surroundings', async () => {
      const text =
        'echo "é"; echo to-stderr >&2\ncat; echo "$WARMSPARE_WHEN ${WARMSPARE_OUTCOME-no}"; exit 3';
      expect(await run(text, here)).toEqual(ended(3, 'é\nto-stderr\nbefore no\n'));
    });

    test('is told the outcome after a run', async () => {
      const after = { when: 'after', outcome: 'failed', id: 'run-7' };
      const text = 'echo "$WARMSPARE_WHEN $WARMSPARE_OUTCOME $WARMSPARE_RUN"';
      expect(await run(text, { ...here, run: after })).toEqual(ended(0, 'after failed run-7\n'));
    });

    test('has failed where it is no sentence of a shell', async () => {
      expect(await run('if then', here)).toMatchObject({ isTimedOut: false });
      expect((await run('if then', here)) as CommandEnd).not.toMatchObject({ code: 0 });
    });

    test('ends a command whose time is over, with all that it started', async () => {
      const mark = `4${String(process.pid)}1`;
      const text = `trap '' TERM; (sleep ${mark}) & echo begun; sleep ${mark}`;
      const end = await run(text, { ...here, seconds: 3 });
      // Nor does a shell say which of its children was killed a moment before it.
      expect(end).toMatchObject({ isTimedOut: true, output: 'begun\n' });
      expect(end).not.toMatchObject({ code: 0 });
      expect(running(mark)).toEqual([]);
    });

    test('ends what a command left in the background, at once', async () => {
      const mark = `4${String(process.pid)}2`;
      expect(await run(`sleep ${mark} & echo done`, here)).toEqual(ended(0, 'done\n'));
      expect(running(mark)).toEqual([]);
    });
  });

  it('runs nothing of a text that did not come as a whole', async () => {
    const file = `${tempDir()}/ran`;
    const half = start(`touch ${file}`, { size: 400 });
    half.stop.abort();
    expect((await half.end).kind).toBe('cancelled');
    const [program, ...options] = SH;
    const args = commandArguments('n0nce', '400', BEFORE, 5);
    const input = `touch ${file}`;
    const cut = spawnSync(program, [...options, '-c', COMMAND_SCRIPT, 'warmspare', ...args], { input });
    expect([cut.status, cut.stdout.toString(), existsSync(file)]).toEqual([11, '', false]);
  });

  it('ends the command when it is called off, and when nobody is at the other end any more', async () => {
    const folder = tempDir();
    const mark = `4${String(process.pid)}3`;
    const begun = `${folder}/begun`;
    const text = `trap '' TERM; echo x >>${begun}; while :; do sleep ${mark}; done`;
    const one = start(text);
    await eventually(() => existsSync(begun));
    one.stop.abort();
    expect((await one.end).kind).toBe('cancelled');
    await eventually(() => running(mark).length === 0);

    const fifo = `${folder}/line`;
    spawnSync('mkfifo', [fifo]);
    const script = `${folder}/script`;
    writeFileSync(script, COMMAND_SCRIPT);
    // The writer of the pipe goes as a client does whose machine is gone.
    const args = commandArguments('n0nce', String(text.length), BEFORE, 60).join(' ');
    const away = runProcess(['/bin/sh', '-c', `exec /bin/sh ${script} ${args} <${fifo}`]);
    const gone = new AbortController();
    const line = runProcess(['/bin/sh', '-c', `exec 3>${fifo}; printf %s "$1" >&3; cat`, 'sh', text], {
      holdStdin: true,
      signal: gone.signal,
    });
    await eventually(() => readFileSync(begun, 'utf8') === 'x\nx\n');
    gone.abort();
    expect((await line).kind).toBe('cancelled');
    expect(await away).toMatchObject({ kind: 'exited' });
    expect(running(mark)).toEqual([]);
  });

  it('keeps the end of a long output, and leaves no process of its own', async () => {
    const before = listProcesses().length;
    const end = await run(
      `i=0; while [ $i -lt 9000 ]; do echo "line $i ........"; i=$((i+1)); done; printf last`,
    );
    const { output } = end as CommandEnd;
    expect(output.length).toBeGreaterThan(60_000);
    expect(output.length).toBeLessThanOrEqual(65_536);
    expect(output.endsWith('8999 ........\nlast')).toBe(true);
    expect(before).toBeGreaterThan(0);
  });

  it('shows no text to others, and reads one from a file', async () => {
    const folder = tempDir();
    const seen = await run(`ps -A -o args= >${folder}/ps; echo S3cr3t$((1))`);
    expect(seen).toEqual(ended(0, 'S3cr3t1\n'));
    expect(readFileSync(`${folder}/ps`, 'utf8')).not.toContain('S3cr3t');
    writeFileSync(`${folder}/text`, 'echo from a file');
    const args = commandArguments('n', `${folder}/text`, BEFORE, 5);
    const done = await runProcess(['/bin/sh', '-c', COMMAND_SCRIPT, 'w', ...args], { holdStdin: true });
    if (done.kind !== 'exited') throw new Error(done.kind);
    expect(parseCommandEnd(done.stdout, 'n')).toEqual({ ok: true, value: ended(0, 'from a file\n') });
  });
});
