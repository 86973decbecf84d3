import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { startEmbeddedServer, type EmbeddedServer } from '../../../engine/ssh/embedded-server.ts';
import { makeKeyPair, type KeyPair } from '../../../engine/ssh/key-pair.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import {
  runProcess,
  startProcess,
  type ProcessOptions,
  type ProcessResult,
} from '../../helpers/run-process.ts';
import type { StartedProcess } from '../../helpers/run-process.ts';

export const USER = 'anna';
export const PASSWORD = 'correct horse';

/** An embedded server with one key that is let in, and the real ssh to reach it. */
export interface EmbeddedStandby {
  readonly server: EmbeddedServer;
  readonly folder: string;
  readonly key: KeyPair;
  readonly authorize: (line: string) => void;
  /** From now on these lines only. */
  readonly replaceKeys: (lines: string) => void;
  /** ssh and its options, up to the host. */
  readonly sshArgv: readonly string[];
  readonly ssh: (command: string, options?: ProcessOptions) => Promise<ProcessResult>;
  readonly startSsh: (command: string, options?: ProcessOptions) => StartedProcess;
  readonly stop: () => Promise<void>;
}

export async function startEmbeddedStandby(
  options: { readonly signInTimeoutMs?: number } = {},
): Promise<EmbeddedStandby> {
  const folder = makeTempDir();
  const key = makeKeyPair({ comment: 'test' });
  writeFileSync(`${folder}/key`, key.privateKey, { mode: 0o600 });
  const authorizedKeysFile = `${folder}/authorized_keys`;
  const authorize = (line: string): void => {
    appendFileSync(authorizedKeysFile, `${line}\n`);
  };
  authorize(key.publicKey);
  const account = { user: USER, password: PASSWORD, authorizedKeysFile };
  const server = await startEmbeddedServer({ account, folder, ...options });
  const sshOptions = [
    'UserKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=no',
    'LogLevel=ERROR',
    'BatchMode=yes',
  ];
  const sshArgv = [
    ...['ssh', '-F', '/dev/null', '-p', String(server.port), '-l', USER, '-i', `${folder}/key`],
    ...[
      '-o',
      'IdentitiesOnly=yes',
      '-o',
      'IdentityAgent=none',
      ...sshOptions.flatMap((each) => ['-o', each]),
    ],
  ];
  const argv = (command: string): string[] => [...sshArgv, server.host, command];
  return {
    server,
    folder,
    key,
    authorize,
    replaceKeys: (lines) => {
      writeFileSync(authorizedKeysFile, `${lines}\n`);
    },
    sshArgv,
    ssh: (command, more) => runProcess(argv(command), { okCodes: 'any', ...more }),
    startSsh: (command, more) => startProcess(argv(command), more),
    stop: async () => {
      await server.close();
      if (existsSync(folder)) removeTree(folder);
    },
  };
}
