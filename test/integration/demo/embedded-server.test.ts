import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import ssh2 from 'ssh2';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startToken } from '../../../engine/platform/process-identity.ts';
import { signIn } from '../../../engine/ssh/embedded-client.ts';
import { eventually } from '../../helpers/eventually.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { startEmbeddedStandby, PASSWORD, USER, type EmbeddedStandby } from './embedded-standby.ts';

let standby: EmbeddedStandby;
beforeEach(async () => {
  standby = await startEmbeddedStandby();
});
afterEach(() => standby.stop());

describe('a command over the embedded server', () => {
  it('gives back its status, its output and its errors apart', async () => {
    const { code, stdout, stderr } = await standby.ssh('echo out; echo err >&2; exit 7');
    expect({ code, stdout, stderr }).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n' });
  });

  it('says that a signal ended it', async () => {
    // ssh's own status for a command that a signal ended.
    expect((await standby.ssh('kill -TERM $$')).code).toBe(255);
  });

  it('sees the end of its input, and may answer after it', async () => {
    const { stdout } = await standby.ssh('wc -c', { input: randomBytes(300_000) });
    expect(stdout.trim()).toBe('300000');
  });

  it('may end without reading what it is sent', async () => {
    const { code, stdoutBytes } = await standby.ssh('head -c 10', { input: Buffer.alloc(8_000_000, 'a') });
    expect({ code, text: stdoutBytes.toString() }).toEqual({ code: 0, text: 'aaaaaaaaaa' });
  });

  it('gives all of two long answers at once, each in its order', async () => {
    const round = 'seq 300000 & seq 300000 >&2; wait; seq 300000; seq 300000 >&2';
    const { code, stdout, stderr } = await standby.ssh(`${round}; ${round}; exit 3`);
    const seq = Array.from({ length: 300_000 }, (_, at) => `${String(at + 1)}\n`).join('');
    const wanted = seq.repeat(4);
    expect({ code, isOut: stdout === wanted, isErr: stderr === wanted }).toEqual({
      code: 3,
      isOut: true,
      isErr: true,
    });
  });

  it('sends nothing twice to a client that stops reading one output and then the other', async () => {
    const { server } = standby;
    const client = new ssh2.Client();
    client.connect({ host: server.host, port: server.port, username: USER, password: PASSWORD });
    await once(client, 'ready');
    client.on('error', () => undefined);
    const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) => {
      client.exec('seq 700000; seq 700000 >&2', (error, opened) => {
        if (error === undefined) resolve(opened);
        else reject(error);
      });
    });
    // ssh2 takes 3 MiB before it leaves the server waiting for room.
    await eventually(() => channel.readableLength > 3_100_000);
    const out = textOf(channel);
    await eventually(() => channel.stderr.readableLength > 3_100_000);
    const seq = Array.from({ length: 700_000 }, (_, at) => `${String(at + 1)}\n`).join('');
    const texts = [await textOf(channel.stderr), await out];
    client.end();
    expect(texts.map((text) => text === seq)).toEqual([true, true]);
  });

  it('carries 100 MB both ways at once without changing a byte', async () => {
    const bytes = randomBytes(100_000_000);
    const { code, stdoutBytes } = await standby.ssh('cat', { input: bytes });
    expect(code).toBe(0);
    expect(stdoutBytes.equals(bytes)).toBe(true);
  });

  it('runs in the account’s folder and sees none of our environment but the path', async () => {
    process.env['WARMSPARE_TEST_SECRET'] = 'secret';
    const { stdout } = await standby.ssh('pwd; env');
    delete process.env['WARMSPARE_TEST_SECRET'];
    const names = stdout
      .split('\n')
      .slice(1)
      .map((line) => line.split('=')[0]);
    expect(stdout.split('\n')[0]).toBe(standby.folder);
    // The shell's own two are there as well.
    expect(names.filter((name) => !['', 'PWD', 'OLDPWD', '_', 'SHLVL'].includes(name ?? '')).sort()).toEqual([
      'HOME',
      'LOGNAME',
      'PATH',
      'SHELL',
      'USER',
    ]);
  });

  it('is real rsync’s server, for a tree of everything', async () => {
    const { folder, sshArgv, server } = standby;
    await makeTree(`${folder}/source`);
    writeFileSync(`${folder}/source/large`, randomBytes(100_000_000));
    const rsync = (from: string, to: string): Promise<unknown> =>
      runProcess([
        'rsync',
        '-aHAXS',
        '--modify-window=-1',
        '--numeric-ids',
        '-e',
        sshArgv.join(' '),
        from,
        to,
      ]);
    await rsync(`${folder}/source/`, `${server.host}:${folder}/up/`);
    await rsync(`${server.host}:${folder}/up/`, `${folder}/down/`);
    expect(compareTrees(`${folder}/source`, `${folder}/down`)).toEqual([]);
  });
});

describe('ends and clients of the embedded server', () => {
  /** Two processes that would run for long, one of them in the background; their ids. */
  const LASTING = 'sleep 1000 & echo $!; echo $$; exec sleep 1000';

  async function startLasting(): Promise<{ pids: number[]; kill: () => void }> {
    const started = standby.startSsh(LASTING);
    await started.waitForOutput(/\d+\n\d+\n/);
    return { pids: started.stdout.trim().split('\n').map(Number), kill: () => started.kill() };
  }

  it('leave no process behind when the server closes', async () => {
    const { pids } = await startLasting();
    await standby.server.close();
    await eventually(() => !pids.some(isAlive));
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('leave no process behind when the server has to close at once', async () => {
    const { pids } = await startLasting();
    standby.server.closeNow();
    await eventually(() => !pids.some(isAlive));
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('leave no process behind when the client goes away', async () => {
    const { pids, kill } = await startLasting();
    kill();
    await eventually(() => !pids.some(isAlive));
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('leave no process behind when the client goes away with input that nobody reads', async () => {
    const started = standby.startSsh('echo $$; exec sleep 1000', { input: Buffer.alloc(20_000_000) });
    await started.waitForOutput(/\d+\n/);
    const pid = Number(started.stdout);
    started.kill();
    await eventually(() => !isAlive(pid));
    expect(isAlive(pid)).toBe(false);
  });

  it('end what a command left in the background', async () => {
    const { stdout } = await standby.ssh('sleep 1000 >/dev/null 2>&1 & echo $!');
    await eventually(() => !isAlive(Number(stdout)));
    expect(isAlive(Number(stdout))).toBe(false);
  });

  it('are twenty at once', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => String(at));
    const answers = await Promise.all(numbers.map((number) => standby.ssh(`sleep 0.3; echo ${number}`)));
    expect(answers.map(({ stdout }) => stdout.trim())).toEqual(numbers);
  });

  it('may run several commands over one connection', async () => {
    const { server } = standby;
    const address = { user: USER, host: server.host, port: server.port };
    const one = await signIn({ address, hostKeyPin: server.hostKeyPin, proof: { password: PASSWORD } });
    const numbers = Array.from({ length: 10 }, (_, at) => at);
    const answers = await Promise.all(
      numbers.map((number) => one.run(`cat; exit ${String(number)}`, String(number))),
    );
    await one.close();
    expect(answers).toEqual(numbers.map((code) => ({ code, stdout: String(code), stderr: '' })));
  });

  it('do no harm when they talk nonsense', async () => {
    const { server } = standby;
    for (const words of ['GET / HTTP/1.0\r\n\r\n', 'SSH-2.0-x\r\n', randomBytes(5000), '']) {
      const socket = connect(server.port, server.host);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(words);
      if (words.includes('SSH')) socket.write(randomBytes(100_000));
      socket.end();
      socket.resume();
      await once(socket, 'close');
    }
    expect((await standby.ssh('echo still here')).stdout).toBe('still here\n');
  });

  it('get no shell, no terminal, no file transfer and no way through to elsewhere', async () => {
    const { sshArgv, server } = standby;
    const attempts = [
      ['-s', server.host, 'sftp'],
      ['-T', server.host],
      ['-W', `127.0.0.1:${String(server.port)}`, server.host],
    ];
    const codes = await Promise.all(
      attempts.map(
        async (words) => (await runProcess([...sshArgv, ...words], { okCodes: 'any', input: '' })).code,
      ),
    );
    expect(codes.map((code) => code !== 0)).toEqual([true, true, true]);
  });
});

describe('a stranger', () => {
  it('who does not sign in is cut off in time', async () => {
    await standby.stop();
    standby = await startEmbeddedStandby({ signInTimeoutMs: 100 });
    const { server } = standby;
    const socket = connect(server.port, server.host);
    socket.resume();
    const [hadError] = (await once(socket, 'close')) as [boolean];
    expect(hadError).toBe(false);
  });

  it('who has signed in may stay longer than that', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const started = standby.startSsh('echo in time; cat', { keepInputOpen: true });
      while (started.isRunning && started.stdout === '')
        await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(40_000);
      started.write('and after it\n');
      started.endInput();
      expect(await started.exited).toMatchObject({ code: 0, stdout: 'in time\nand after it\n' });
    } finally {
      vi.useRealTimers();
    }
  });
});

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A zombie that nobody has fetched yet is not. */
function isAlive(pid: number): boolean {
  return startToken(pid) !== undefined;
}
