import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { joinBytes, runOnBytes } from '../helpers/path-bytes.ts';
import { listProcesses } from '../helpers/proc.ts';
import { runProcess, startProcess } from '../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';

describe('a process of a test', () => {
  it('gives its output as bytes and text, and takes input', async () => {
    const { code, stdoutBytes, stderr } = await runProcess(['sh', '-c', 'cat; echo é >&2'], {
      input: Buffer.of(0xff),
    });
    expect([code, [...stdoutBytes], stderr]).toEqual([0, [0xff], 'é\n']);
  });

  it('fails with what it said unless its code is ok', async () => {
    const argv = ['sh', '-c', 'echo why >&2; exit 3'];
    await expect(runProcess(argv)).rejects.toThrow(/ended with 3\nwhy/);
    expect((await runProcess(argv, { okCodes: [3] })).code).toBe(3);
    await expect(runProcess(['no-such-program'])).rejects.toThrow('ENOENT');
  });

  it('ends with all that it started when it takes too long', async () => {
    const running = startProcess(['sh', '-c', 'echo $$; sleep 1000 & sleep 1000'], { timeoutMs: 100 });
    await expect(running.exited).rejects.toThrow('still ran after 100 ms');
    const shell = Number(running.stdout);
    await eventually(() => listProcesses().every(({ pid, parent }) => pid !== shell && parent !== shell));
  });

  it('is not waited for by what it leaves in the background', async () => {
    const { stdout } = await runProcess(['sh', '-c', 'sleep 1000 & echo $!']);
    process.kill(Number(stdout), 'SIGKILL');
  });
});

describe('eventually', () => {
  it('asks until it is so, and says why it was not', async () => {
    let calls = 0;
    expect(await eventually(() => ++calls > 2 && calls)).toBe(3);
    const failing = eventually(() => Promise.reject(new Error('the reason')), { timeoutMs: 50 });
    await expect(failing).rejects.toThrow('not so after 50 ms: the reason');
  });
});

describe('a temporary folder', () => {
  it('is removed with any names in it, also what may not be read', () => {
    const folder = makeTempDir();
    mkdirSync(`${folder}/closed`);
    writeFileSync(joinBytes(folder, 'closed', Buffer.from('\xff\n', 'latin1')), '');
    chmodSync(`${folder}/closed`, 0);
    removeTree(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it.skipIf(process.getuid?.() !== 0)('is removed with what is immutable, but not through a mount', () => {
    const folder = makeTempDir();
    mkdirSync(`${folder}/mounted`);
    writeFileSync(`${folder}/immutable`, '');
    runOnBytes('chattr +i "$1"; mount -t tmpfs test "$2"', [[`${folder}/immutable`, `${folder}/mounted`]]);
    expect(() => removeTree(folder)).toThrow('still mounted');
    runOnBytes('umount "$1"', [[`${folder}/mounted`]]);
    removeTree(folder);
    expect(existsSync(folder)).toBe(false);
  });
});
