import { spawnSync } from 'node:child_process';
import {
  parseInstallDone,
  parseKeysFile,
  type InstallDone,
  type InstallError,
  type KeysFile,
} from '../../../engine/keys/install-answers.ts';
import {
  installFilesCall,
  readKeysCall,
  removeFilesCall,
  writeKeysCall,
  type GuardFile,
  type InstallCall,
  type KeysPlace,
} from '../../../engine/keys/install-arguments.ts';
import { INSTALL_SCRIPT } from '../../../engine/keys/install-script.ts';
import type { Result } from '../../../engine/model/result.ts';

/** What root's /bin/sh may be. */
export const SHELLS = {
  dash: ['/usr/bin/dash'],
  bash: ['/usr/bin/bash'],
  'bash as sh': ['/usr/bin/bash', '--posix'],
  zsh: ['/usr/bin/zsh', '-f'],
  'zsh as sh': ['/usr/bin/zsh', '--emulate', 'sh'],
} as const;
export type ShellName = keyof typeof SHELLS;

const NONCE = '0011223344556677';

export interface Installer {
  readonly read: (place: KeysPlace) => Result<KeysFile, InstallError>;
  readonly write: (digest: string, text: string, place: KeysPlace) => Result<InstallDone, InstallError>;
  readonly installFiles: (folder: string, files: readonly GuardFile[]) => Result<InstallDone, InstallError>;
  readonly removeFiles: (folder: string, names: readonly string[]) => Result<InstallDone, InstallError>;
}

export interface InstallerOptions {
  /** Goes before the shell: `setpriv …`, `unshare …`. */
  readonly prefix?: readonly string[];
  /** Stands in standard input before what is ours. */
  readonly noise?: string;
}

/** Runs the script for real, on this machine. Fails the test when it says anything on stderr. */
export function installer(shell: ShellName, { prefix = [], noise = '' }: InstallerOptions = {}): Installer {
  const run = ({ args, stdin }: InstallCall): Buffer => {
    const [program = '', ...rest] = [...prefix, ...SHELLS[shell], '-c', INSTALL_SCRIPT, 'warmspare', ...args];
    const done = spawnSync(program, rest, { input: Buffer.concat([Buffer.from(noise), stdin]), cwd: '/' });
    if (done.stderr.length > 0 || done.status !== 0)
      throw new Error(`${String(done.status)} ${done.stderr.toString()}`);
    return done.stdout;
  };
  return {
    read: (place) => parseKeysFile(run(readKeysCall(NONCE, place)), NONCE),
    write: (digest, text, place) => parseInstallDone(run(writeKeysCall(NONCE, digest, text, place)), NONCE),
    installFiles: (folder, files) => parseInstallDone(run(installFilesCall(NONCE, folder, files)), NONCE),
    removeFiles: (folder, names) => parseInstallDone(run(removeFilesCall(NONCE, folder, names)), NONCE),
  };
}

/** The value, or the test fails with the error. */
export function valueOf<T>(result: Result<T, InstallError>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}
