import { chmodSync, writeFileSync } from 'node:fs';
import type { HostKeys } from './host-keys.ts';
import type { ProcessOptions } from './run-process.ts';

export interface SshTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** A file of lines from `knownHosts`. */
  readonly knownHostsFile: string;
  /** Without one, a password is asked for. */
  readonly identityFile?: string;
}

/** The system's ssh, without this machine's own settings: only the given key or a password, only a known host. */
export function sshArgv(target: SshTarget, ...command: readonly string[]): string[] {
  const { identityFile } = target;
  const proof =
    identityFile === undefined
      ? ['-o', 'PreferredAuthentications=password', '-o', 'NumberOfPasswordPrompts=1']
      : ['-i', identityFile, '-o', 'IdentitiesOnly=yes', '-o', 'PreferredAuthentications=publickey'];
  const knownHosts = ['-o', 'StrictHostKeyChecking=yes', '-o', `UserKnownHostsFile=${target.knownHostsFile}`];
  const fixed = [
    '-F',
    'none',
    '-o',
    'GlobalKnownHostsFile=none',
    '-o',
    'ConnectTimeout=5',
    '-o',
    'LogLevel=ERROR',
  ];
  return [
    ...['ssh', ...fixed, ...proof, ...knownHosts, '-p', String(target.port)],
    ...[`${target.user}@${target.host}`, ...command],
  ];
}

/** Lines for known_hosts. */
export function knownHosts(host: string, port: number, keys: HostKeys): string {
  const name = port === 22 ? host : `[${host}]:${port}`;
  return Object.values(keys.publicKeys)
    .map((key) => `${name} ${key}\n`)
    .join('');
}

/** What makes ssh take a password without a terminal: it runs a program that tells it. */
export function answeringPassword(password: string, folder: string): ProcessOptions {
  const program = `${folder}/askpass`;
  writeFileSync(program, '#!/bin/sh\ncat "$0.answer"\n');
  writeFileSync(`${program}.answer`, password, { mode: 0o600 });
  chmodSync(program, 0o700);
  return { env: { ...process.env, SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force' } };
}
