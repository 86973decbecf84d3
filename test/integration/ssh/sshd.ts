import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { closedPort } from '../../helpers/closed-port.ts';

export const HAS_SSHD = existsSync('/usr/sbin/sshd');

export interface Sshd {
  readonly port: number;
  readonly folder: string;
  readonly user: string;
  /** A client key that may sign in. */
  readonly identityFile: string;
  /** `ssh-keygen -l`'s fingerprints, by type. */
  readonly pins: Readonly<Record<'ed25519' | 'ecdsa' | 'rsa', string>>;
  readonly stop: () => Promise<void>;
}

export function makeKey(file: string, type = 'ed25519', passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file]);
  return file;
}

/** A real sshd on a free port of loopback, for the user who runs the tests. `settings` go first, so they win. */
export async function startSshd(settings: readonly string[] = [], authorizedKeys?: string): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'ws-sshd-'));
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const pins = { ed25519: '', ecdsa: '', rsa: '' };
  for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
    const words = execFileSync('ssh-keygen', ['-l', '-f', makeKey(join(folder, `host_${type}`), type)], {
      encoding: 'utf8',
    });
    pins[type] = words.split(' ')[1] ?? '';
  }
  const identityFile = makeKey(join(folder, 'client key 100%'));
  writeFileSync(join(folder, 'authorized_keys'), authorizedKeys ?? readFileSync(`${identityFile}.pub`));
  const port = await closedPort();
  const config = [
    ...settings,
    `Port ${String(port)}`,
    'ListenAddress 127.0.0.1',
    ...['ed25519', 'ecdsa', 'rsa'].map((type) => `HostKey ${folder}/host_${type}`),
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
  ];
  writeFileSync(join(folder, 'config'), config.join('\n'));
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'ignore' });
  await listening(port, child);
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await ended;
    rmSync(folder, { recursive: true });
  };
  return { port, folder, user: userInfo().username, identityFile, pins, stop };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`sshd ended with ${String(child.exitCode)}`);
    const socket = connect(port, '127.0.0.1');
    const answered = await new Promise((resolve) => {
      socket.once('data', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (answered === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
