import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { betweenMarkers, type Shell, type ShellOptions } from '../../../engine/model/shell.ts';
import { runProcess } from '../../../engine/platform/run-process.ts';
import { PROBE_SCRIPT, probeArguments } from '../../../engine/platform/probe-script.ts';
import { parseProbe } from '../../../engine/platform/parse-probe.ts';
import { scanHostKeys } from '../../../engine/ssh/host-keys.ts';
import { ensurePinned } from '../../../engine/ssh/known-hosts.ts';
import { sshShell } from '../../../engine/ssh/shell.ts';
import { isAbsent, LOGIN_SHELLS } from '../platform/shells.ts';
import { HAS_SSHD, makeKey, startSshd, type Sshd } from './sshd.ts';

let sshd: Sshd;
let folder: string;
let knownHostsFile: string;

beforeAll(async () => {
  if (HAS_SSHD) sshd = await startSshd();
});
afterAll(async () => {
  if (HAS_SSHD) await sshd.stop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws ssh 100% "\'\\ '));
  knownHostsFile = join(folder, 'known hosts');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function endpointOf(server: Sshd, more: Partial<SshEndpoint> = {}): SshEndpoint {
  return {
    kind: 'ssh',
    user: server.user,
    host: '127.0.0.1',
    port: server.port,
    hostKey: server.pins.ed25519,
    identityFile: server.identityFile,
    ...more,
  };
}

async function connectTo(endpoint: SshEndpoint, connectTimeoutSeconds = 10): Promise<Shell> {
  const pinned = await ensurePinned(endpoint, knownHostsFile, (address) =>
    scanHostKeys(address, { timeoutMs: 10_000 }),
  );
  return sshShell(endpoint, {
    runProcess,
    knownHostsFile,
    alias: pinned.alias,
    hostKeyAlgorithms: pinned.hostKeyAlgorithm,
    connectTimeoutSeconds,
  });
}

/** As if the server's key had been pinned earlier. */
function pinnedShell(
  endpoint: SshEndpoint,
  more: { program?: string; connectTimeoutSeconds?: number } = {},
): Shell {
  writeFileSync(knownHostsFile, `alias ${readFileSync(`${sshd.folder}/host_ed25519.pub`, 'utf8')}`);
  return sshShell(endpoint, {
    runProcess,
    knownHostsFile,
    alias: 'alias',
    hostKeyAlgorithms: 'ssh-ed25519',
    connectTimeoutSeconds: 10,
    ...more,
  });
}

const problemOf = async (shell: Shell, script = 'true', options: ShellOptions = {}): Promise<unknown> =>
  shell.run(script, [], options).then(
    (result) => result.code,
    (error: unknown) => (error instanceof EngineError ? error.problem.code : error),
  );
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe.skipIf(!HAS_SSHD)('a shell on another machine', () => {
  it.each(['ed25519', 'ecdsa', 'rsa'] as const)(
    'runs scripts with any arguments under a pinned %s key',
    async (type) => {
      const shell = await connectTo(endpointOf(sshd, { hostKey: sshd.pins[type] }));
      const result = await shell.run(
        `for a do printf '<%s>' "$a"; done; cat; exit 9`,
        ["it's\n", '\\#377 !', ''],
        { stdin: Buffer.from('in') },
      );
      expect({ ...result, stdout: text(result.stdout) }).toEqual({
        code: 9,
        signal: null,
        stdout: "<it's\n><\xff !><>in",
        stderr: '',
      });
    },
  );

  it('returns the probe’s answer', async () => {
    const shell = await connectTo(endpointOf(sshd));
    const { stdout } = await shell.run(PROBE_SCRIPT, probeArguments('full', 'n', [folder]));
    const parsed = parseProbe(stdout, { nonce: 'n', paths: [folder], sentAtMs: 0, receivedAtMs: 0 });
    expect(parsed).toMatchObject({
      ok: true,
      value: { os: 'linux', places: [{ path: folder, state: 'present', hasFiles: true }] },
    });
  });

  for (const program of LOGIN_SHELLS) {
    it.skipIf(isAbsent(program))(
      `does so when ${program} is the login shell, which is noisy as well (if installed)`,
      async () => {
        const other = await startSshd(
          [`ForceCommand echo Welcome!; echo noise >&2; exec ${program} -c "$SSH_ORIGINAL_COMMAND"`],
          readFileSync(`${sshd.identityFile}.pub`, 'utf8'),
        );
        try {
          const shell = await connectTo(endpointOf(other, { identityFile: sshd.identityFile }));
          const script = `printf '\\nwarmspare n begin\\n'\nfor a do printf '<%s>' "$a"; done\nprintf '\\nwarmspare n end\\n'; echo bye`;
          const result = await shell.run(script, ["a\nb !c'", '\\#377']);
          expect(text(betweenMarkers(result.stdout, 'n') ?? new Uint8Array())).toBe("<a\nb !c'><\xff>");
          expect(result.stderr).toBe('noise\n');
        } finally {
          await other.stop();
        }
      },
    );
  }

  it('returns the status 255 of a script that means it', async () => {
    expect(await problemOf(await connectTo(endpointOf(sshd)), 'echo no >&2; exit 255')).toBe(255);
  });

  it('tells a wrong key, a key that others may read, and one that is not there', async () => {
    const stranger = makeKey(join(folder, 'stranger'));
    expect(await problemOf(await connectTo(endpointOf(sshd, { identityFile: stranger })))).toBe(
      'endpoint.auth-failed',
    );
    // A key that the server takes: only then does ssh look at the private half.
    const open = join(folder, 'open');
    copyFileSync(sshd.identityFile, open);
    chmodSync(open, 0o644);
    expect(await problemOf(await connectTo(endpointOf(sshd, { identityFile: open })))).toBe(
      'endpoint.identity-unreadable',
    );
    expect(await problemOf(await connectTo(endpointOf(sshd, { identityFile: join(folder, 'none') })))).toBe(
      'endpoint.identity-unreadable',
    );
  });

  it('tells a server whose key is another than the pinned one', async () => {
    const other = await startSshd();
    try {
      expect(await problemOf(pinnedShell(endpointOf(other)))).toBe('endpoint.host-key-changed');
    } finally {
      await other.stop();
    }
  });

  it('tells a server that no longer has a key of the pinned kind', async () => {
    const other = await startSshd(['HostKeyAlgorithms rsa-sha2-512']);
    try {
      expect(await problemOf(pinnedShell(endpointOf(other)))).toBe('endpoint.host-key-changed');
    } finally {
      await other.stop();
    }
  });

  it('tells names that nobody has, closed ports, and an ssh that is not there', async () => {
    expect(await problemOf(pinnedShell(endpointOf(sshd, { host: 'nowhere.invalid' })))).toBe(
      'endpoint.unreachable',
    );
    expect(await problemOf(pinnedShell(endpointOf(sshd, { port: 1 })))).toBe('endpoint.refused');
    expect(await problemOf(pinnedShell(endpointOf(sshd), { program: '/no/ssh' }))).toBe(
      'endpoint.ssh-missing',
    );
  });

  it.each([
    ['says nothing', (): void => undefined, 'endpoint.timeout', 1],
    [
      'is no ssh',
      (socket: Socket): void => void socket.write('HTTP/1.1 400 Bad Request\r\n'.repeat(2000)),
      'endpoint.not-ssh',
      20,
    ],
    [
      'sends bytes',
      (socket: Socket): void => void socket.write(Buffer.alloc(9000, 0xa5)),
      'endpoint.not-ssh',
      20,
    ],
    ['closes at once', (socket: Socket): void => void socket.end(), 'endpoint.refused', 20],
    [
      'stops after its banner',
      (socket: Socket): void => void socket.write('SSH-2.0-x\r\n'),
      'endpoint.timeout',
      1,
    ],
  ])('tells a server that %s', async (_, acts, code, connectTimeoutSeconds) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      acts(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      expect(
        await problemOf(pinnedShell(endpointOf(sshd, { port }), { connectTimeoutSeconds }), 'true', {
          timeoutMs: 3000 * connectTimeoutSeconds,
        }),
      ).toBe(code);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  it('tells that the connection was lost in the middle', async () => {
    const other = await startSshd([], readFileSync(`${sshd.identityFile}.pub`, 'utf8'));
    try {
      const shell = await connectTo(endpointOf(other, { identityFile: sshd.identityFile }));
      // The process above the script's shell is the connection's own sshd.
      expect(await problemOf(shell, 'kill -9 $PPID; sleep 5')).toBe('endpoint.unreachable');
    } finally {
      await other.stop();
    }
  });

  it('ends a login message of any size, a script that hangs, and what was cancelled', async () => {
    const shell = await connectTo(endpointOf(sshd));
    const before = process.memoryUsage().rss;
    expect(await problemOf(shell, 'yes motd', { maxOutputBytes: 1_000_000 })).toBe('endpoint.garbled');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(await problemOf(shell, 'sleep 5', { timeoutMs: 700 })).toBe('endpoint.timeout');
    expect(await problemOf(shell, 'sleep 5', { signal: AbortSignal.timeout(300) })).toBe('run.cancelled');
  });
});
