import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { closedPort } from './closed-port.ts';
import { makeHostKeys, makeKey, type HostKeys } from './host-keys.ts';
import { childrenOf } from './proc.ts';
import { startProcess, type StartedProcess } from './run-process.ts';
import { makeTempDir, removeTree } from './temp-dir.ts';

export interface LoopbackSshdOptions {
  /** Lines of sshd_config; they win over those that are here already. */
  readonly config?: readonly string[];
  readonly forceCommand?: string;
}

const HOST = '127.0.0.1';
const NEVER_MS = 2 ** 31 - 1;

/** Starts a real OpenSSH server on loopback that lets its own client key in as the user who runs the tests. */
export async function startLoopbackSshd(options: LoopbackSshdOptions = {}): Promise<LoopbackSshd> {
  const folder = makeTempDir();
  // sshd wants it, as root, and what usually makes it is the system's own start of sshd.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const [keys, clientKey] = await Promise.all([
    makeHostKeys(folder),
    makeKey(`${folder}/client`, 'ed25519', 'client'),
  ]);
  writeFileSync(`${folder}/authorized_keys`, `${clientKey}\n`);
  const sshd = new LoopbackSshd(folder, keys, await closedPort(), options);
  await sshd.start();
  return sshd;
}

export class LoopbackSshd {
  readonly host = HOST;
  readonly user = userInfo().username;
  readonly port: number;
  /** Holds all that is this server's; removed by `stop`. */
  readonly folder: string;
  readonly #options: LoopbackSshdOptions;
  #keys: HostKeys;
  #process: StartedProcess | undefined;
  #earlierLog = '';

  constructor(folder: string, keys: HostKeys, port: number, options: LoopbackSshdOptions) {
    this.folder = folder;
    this.port = port;
    this.#keys = keys;
    this.#options = options;
  }

  /** The client's private key, without a passphrase. */
  get identityFile(): string {
    return `${this.folder}/client`;
  }

  get authorizedKeysFile(): string {
    return `${this.folder}/authorized_keys`;
  }

  /** Of its ed25519 key, `SHA256:…`. */
  get hostKeyFingerprint(): string {
    return this.#keys.fingerprints.ed25519;
  }

  get hostKeys(): HostKeys {
    return this.#keys;
  }

  /** The listener's. */
  get pid(): number | undefined {
    return this.#process?.isRunning === true ? this.#process.pid : undefined;
  }

  /** Lets another key in, with any options that authorized_keys knows. */
  authorize(publicKey: string, keyOptions = ''): void {
    appendFileSync(this.authorizedKeysFile, `${keyOptions} ${publicKey}`.trim() + '\n');
  }

  /** What sshd wrote, also before it was started anew. */
  log(): string {
    return this.#earlierLog + (this.#process?.stderr ?? '');
  }

  async start(): Promise<void> {
    writeFileSync(`${this.folder}/sshd_config`, this.#config());
    const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', `${this.folder}/sshd_config`];
    // Not to outlive a runner that was killed.
    const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];
    this.#process = startProcess([...guard, ...sshd], { timeoutMs: NEVER_MS });
    await this.#process.waitForOutput(/Server listening on/);
  }

  /** Ends the listener and every session; the folder stays, so that `start` can follow. */
  async halt(): Promise<void> {
    await this.killSessions();
    const halted = this.#process;
    halted?.kill();
    await halted?.exited;
    this.#earlierLog = this.log();
    this.#process = undefined;
  }

  async restart(): Promise<void> {
    await this.halt();
    await this.start();
  }

  /** Another machine answers at the same address and port. */
  async replaceHostKey(): Promise<void> {
    this.#keys = await makeHostKeys(this.folder);
    await this.restart();
  }

  /** Kills what serves the open connections; the listener stays. */
  async killSessions(): Promise<void> {
    if (this.pid === undefined) return;
    for (const session of await childrenOf(this.pid)) {
      for (const child of [...(await childrenOf(session)), session]) killIfThere(child);
    }
  }

  async stop(): Promise<void> {
    await this.halt();
    removeTree(this.folder);
  }

  #config(): string {
    const { config = [], forceCommand } = this.#options;
    return [
      ...config,
      ...(forceCommand === undefined ? [] : [`ForceCommand ${forceCommand}`]),
      `ListenAddress ${HOST}`,
      `Port ${this.port}`,
      ...['ed25519', 'ecdsa', 'rsa'].map((type) => `HostKey ${this.folder}/ssh_host_${type}_key`),
      `PidFile ${this.folder}/sshd.pid`,
      `AuthorizedKeysFile ${this.authorizedKeysFile}`,
      // The folder is in the temporary one, which everybody may write to.
      'StrictModes no',
      // Without PAM sshd refuses an account whose password is locked, which root's often is.
      `UsePAM ${isLocked(this.user) ? 'yes' : 'no'}`,
      'AuthenticationMethods publickey',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'MaxStartups 200',
      'MaxSessions 200',
      'UseDNS no',
      'PrintMotd no',
      'PrintLastLog no',
      // bash reads ~/.bashrc when it thinks that it is the first shell of a login by ssh: not this machine's settings.
      'SetEnv SHLVL=1',
      'LogLevel VERBOSE',
      '',
    ].join('\n');
  }
}

function isLocked(user: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/shadow')) return false;
  return readFileSync('/etc/shadow', 'utf8')
    .split('\n')
    .some((line) => line.startsWith(`${user}:!`));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
