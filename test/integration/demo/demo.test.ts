import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { DemoFailure } from '../../../engine/cli/demo/demo-failure.ts';
import { runDemo } from '../../../engine/cli/demo/run-demo.ts';
import type { Step } from '../../../engine/cli/demo/stage.ts';
import { DEMO_STEPS } from '../../../engine/cli/demo/steps.ts';
import { GUARD_FOLDER } from '../../../engine/keys/guard-script.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { isEncrypted } from '../../../engine/store/private-key-file.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { eventually } from '../../helpers/eventually.ts';
import { runProcess } from '../../helpers/run-process.ts';

interface Shown {
  readonly status: number | 'thrown';
  readonly stdout: string;
  readonly stderr: string;
  /** What is left in the temporary folder. */
  readonly left: readonly string[];
  readonly folder: string;
}

/** Runs the demo with a temporary folder of its own. */
async function show(options: {
  json?: boolean;
  keep?: boolean;
  steps?: readonly Step[];
  signal?: AbortSignal;
  /** A folder in it instead. */
  below?: string;
}): Promise<Shown> {
  const folder = join(tempDir(), options.below ?? '');
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  const [stdout, stderr] = [textStream(), textStream()];
  try {
    const status = await runDemo({
      json: options.json ?? false,
      keep: options.keep ?? false,
      stdout: stdout.stream,
      stderr: stderr.stream,
      signal: options.signal ?? new AbortController().signal,
      ...(options.steps === undefined ? {} : { steps: options.steps }),
    }).catch(() => 'thrown' as const);
    return { status, stdout: stdout.text(), stderr: stderr.text(), left: readdirSync(folder), folder };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function textStream(): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

function aStep(play: Step['show']): Step {
  return { id: 'test', title: 'A test', why: 'To see.', show: play };
}

describe('the demo', () => {
  it('shows every step as one line of JSON, with status 0, and leaves nothing behind', async () => {
    const { status, stdout, stderr, left } = await show({ json: true });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>);
    const { folder, ...finished } = lines.pop() ?? {};
    expect(lines.map(({ step, state }) => `${String(step)} ${String(state)}`)).toEqual(
      DEMO_STEPS.map(({ id }) => `${id} shown`),
    );
    expect(finished).toEqual({
      type: 'demo.finished',
      state: 'succeeded',
      tookMs: expect.any(Number) as number,
      steps: DEMO_STEPS.length,
    });
    expect({ status, stderr, left, folder }).toEqual({ status: 0, stderr: '', left: [], folder: null });
  });

  it('reads as plain text in a pipe, leaves an encrypted key with --keep, and ends with what to do next', async () => {
    const { status, stdout, stderr, left, folder } = await show({ keep: true });
    expect({ status, stderr, left }).toEqual({
      status: 0,
      stderr: '',
      left: [expect.stringMatching(/^warmspare-demo-/)],
    });
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n').filter((line) => /^\d+ {2}\S/.test(line))).toEqual(
      DEMO_STEPS.map(({ title }, at) => `${String(at + 1)}  ${title}`),
    );
    expect(stdout).toContain(`Left to look at: ${folder}/${left[0] ?? ''}`);
    expect(stdout).toContain('warmspare pair add office');
    const keys = `${folder}/${left[0] ?? ''}/data/keys`;
    const files = readdirSync(keys).filter((name) => !name.endsWith('.json'));
    const kept = files.map((name) => [
      (statSync(`${keys}/${name}`).mode & 0o777).toString(8),
      isEncrypted(readFileSync(`${keys}/${name}`, 'utf8')),
    ]);
    expect(kept).toEqual([['600', true]]);
  });

  it('shows the lines of a real set-up, and leaves the machine’s own guard and keys alone', async () => {
    const own = [GUARD_FOLDER, `${homedir()}/.ssh`, `${homedir()}/.ssh/authorized_keys`];
    const look = (): unknown[] => own.map((path) => existsSync(path) && statSync(path).ctimeMs);
    const before = look();
    const { stdout } = await show({ steps: DEMO_STEPS.slice(0, 2) });
    const shown = stdout.split('\n').map((line) => line.trim());
    const lines = [
      '$ warmspare setup demo',
      'Its host key is the pinned one: SHA256:',
      `Signed in as ${userInfo().username}`,
      'Made a key: SHA256:',
      'Proved: a fresh connection with the key alone works (warmspare guard 5 pair-',
      'a shell                    refused: this key gives no shell',
      'rsync into another folder  refused: not a destination of this pair',
    ];
    expect(lines.filter((line) => !shown.some((each) => each.startsWith(line)))).toEqual([]);
    expect(look()).toEqual(before);
  });

  it('says which folder it cannot use', async () => {
    const { status, stdout, left } = await show({ steps: DEMO_STEPS.slice(0, 1), below: 'of a person' });
    expect({ status, left }).toEqual({ status: 1, left: [] });
    expect(stdout).toContain('set TMPDIR to a folder with letters, digits and . _ + - alone in its path.');
  });

  it('works in a folder that is named as a Mac names its own', async () => {
    const { status } = await show({ steps: DEMO_STEPS.slice(0, 2), below: 'q_5x+w40000gn' });
    expect(status).toBe(0);
  });

  it('fails loudly when a step does not show what it claims, and does not go on', async () => {
    const never = aStep(() => Promise.reject(new Error('not to be reached')));
    const failing = aStep(() => Promise.reject(new DemoFailure('Two and two should be four.')));
    const { status, stdout, stderr, left } = await show({ steps: [failing, never] });
    expect({ status, stderr, left }).toEqual({
      status: 1,
      stderr: 'warmspare: the demo failed at "A test".\n',
      left: [],
    });
    expect(stdout).toContain('✗ Two and two should be four.');
    expect(stdout).toContain('The demo failed. Nothing was left behind.');
    expect(stdout).not.toContain('Next, with');
  });

  it('says a problem of the engine in words', async () => {
    const failing = aStep(() => Promise.reject(EngineError.of('rsync.missing', { side: 'standby' })));
    const { status, stdout } = await show({ steps: [failing], json: true });
    expect(status).toBe(1);
    expect(
      stdout
        .split('\n')
        .slice(0, 2)
        .map((line) => (JSON.parse(line) as { state: string }).state),
    ).toEqual(['failed', 'failed']);
    expect(stdout).toContain('There is no rsync on the standby');
  });

  it('cleans up after a bug, too, and lets the command line report it', async () => {
    const { status, left } = await show({ steps: [aStep(() => Promise.reject(new TypeError('oops')))] });
    expect({ status, left }).toEqual({ status: 'thrown', left: [] });
  });

  it('ends and cleans up when it is cancelled in a run', async () => {
    const controller = new AbortController();
    const steps = DEMO_STEPS.map((step) =>
      step.id === 'first-clone' ? { ...step, show: cancelAtFirstProgress(step, controller) } : step,
    );
    const { status, stdout, left } = await show({ steps, signal: controller.signal });
    expect({ status, left }).toEqual({ status: 130, left: [] });
    expect(stdout).toContain('Cancelled. Nothing was left behind.');
    expect(stdout).not.toContain('The first clone\n   ✓');
  });

  it('leaves no process behind', async () => {
    const { folder } = await show({ json: true, steps: DEMO_STEPS.slice(0, 4) });
    // Those that were only asked to end do so a moment later.
    await eventually(async () => {
      const { stdout } = await runProcess(['ps', '-axo', 'args=']);
      expect(stdout.split('\n').filter((line) => line.includes(folder))).toEqual([]);
    });
  });
});

/** The bar's first event is a moment when ssh and rsync are under way. */
function cancelAtFirstProgress(step: Step, controller: AbortController): Step['show'] {
  return (stage) =>
    step.show({
      ...stage,
      screen: {
        ...stage.screen,
        progress: () => ({
          take: (event) => {
            if (event.type === 'run.phase' && event.phase === 'copying') controller.abort();
          },
          end: () => undefined,
        }),
      },
    });
}
