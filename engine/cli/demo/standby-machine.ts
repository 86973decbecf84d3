import { randomBytes } from 'node:crypto';
import type { HostKeyPin, SshAddress } from '../../model/endpoint.ts';
import { sshNameHere } from '../../platform/account-name.ts';
import { signIn, type Proof, type SignedIn } from '../../ssh/embedded-client.ts';
import { startEmbeddedServer } from '../../ssh/embedded-server.ts';
import type { DemoFolder } from './demo-folder.ts';

/** The standby of the demo: an ssh server in this process. This is the demo's one door to it. */
export interface StandbyMachine {
  readonly address: SshAddress;
  readonly hostKeyPin: HostKeyPin;
  /** In this process's memory; never printed, written down or handed to another program. */
  readonly password: string;
  readonly signIn: (proof: Proof) => Promise<SignedIn>;
  readonly close: () => Promise<void>;
  /** For a process that is about to end. */
  readonly closeNow: () => void;
}

export async function startStandby(folder: DemoFolder): Promise<StandbyMachine> {
  // The standby's commands run as whoever runs the demo.
  const user = sshNameHere();
  const password = randomBytes(24).toString('base64url');
  const server = await startEmbeddedServer({
    account: { user, password, authorizedKeysFile: folder.authorizedKeysFile },
    folder: folder.standbyHome,
  });
  const address = { user, host: server.host, port: server.port };
  return {
    address,
    hostKeyPin: server.hostKeyPin,
    password,
    signIn: (proof) => signIn({ address, hostKeyPin: server.hostKeyPin, proof }),
    close: server.close,
    closeNow: server.closeNow,
  };
}
