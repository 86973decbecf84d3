import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyAccount } from '../keys/key-account.ts';
import { memoryKeyring } from '../keys/memory-keyring.ts';
import type { SecretStore } from '../keys/secret-store.ts';
import type { HostKeyPin, SshAddress } from '../model/endpoint.ts';
import { sshNameHere } from '../platform/account-name.ts';
import { startEmbeddedServer } from '../ssh/embedded-server.ts';

/** A standby of this machine's own, for whoever wants to try the guided set-up without a second one. */
export interface DemoStandby {
  readonly address: SshAddress;
  readonly hostKeyPin: HostKeyPin;
  /** Guards nothing but the demo's folder. */
  readonly password: string;
  /** A few files that may be copied, and a place for the copy. */
  readonly volume: { readonly source: string; readonly destination: string };
  /** What an engine needs to work with it: the keys sign in as whoever runs this, and are gone with the process. */
  readonly ports: { readonly secrets: SecretStore; readonly keyAccount: KeyAccount };
  readonly close: () => Promise<void>;
  /** For a process that is about to end. */
  readonly closeNow: () => void;
}

const SAMPLES: Readonly<Record<string, string>> = {
  'Read me.txt': 'These files stand for what is on your Mac. Change them, and look at a preview.\n',
  'Letters/To Anna.txt': 'Dear Anna, ...\n',
  'Letters/To Bert.txt': 'Dear Bert, ...\n',
};

/** Everything of it lies in `folder`, which is private, and is the caller's to take away. */
export async function startDemoStandby(folder: string): Promise<DemoStandby> {
  const source = join(folder, 'primary', 'Documents');
  const standby = join(folder, 'standby');
  const destination = join(standby, 'Documents');
  const home = join(standby, 'home');
  for (const made of [join(source, 'Letters'), destination])
    await mkdir(made, { recursive: true, mode: 0o755 });
  await mkdir(home, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(SAMPLES)) await writeFile(join(source, name), text);
  const user = sshNameHere();
  // Short enough to be typed.
  const password = randomBytes(6).toString('hex');
  const authorizedKeysFile = join(home, '.ssh', 'authorized_keys');
  const server = await startEmbeddedServer({ account: { user, password, authorizedKeysFile }, folder: home });
  return {
    address: { user, host: server.host, port: server.port },
    hostKeyPin: server.hostKeyPin,
    password,
    volume: { source, destination },
    ports: {
      secrets: memoryKeyring(),
      keyAccount: {
        user,
        uid: process.getuid?.() ?? 0,
        home,
        guardFolder: join(standby, 'usr/local/libexec/warmspare'),
        obeysSshd: false,
      },
    },
    close: server.close,
    closeNow: server.closeNow,
  };
}
