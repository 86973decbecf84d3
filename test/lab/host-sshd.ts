import { writeFileSync } from 'node:fs';
import { makeHostKeys, type HostKeys } from '../helpers/host-keys.ts';
import { childrenOf } from '../helpers/proc.ts';
import type { StartedProcess } from '../helpers/run-process.ts';
import type { HostSystem } from './host-system.ts';

export interface HostSshdOptions {
  /** By default 22. */
  readonly sshPort?: number;
  /** By default `prohibit-password`, as Debian and macOS have it. */
  readonly permitRootLogin?: 'yes' | 'prohibit-password' | 'no';
  /** Lines of sshd_config; they win over the rest. */
  readonly sshdConfig?: readonly string[];
}

const NEVER_MS = 2 ** 31 - 1;

/** A host's ssh server, with PAM as the distribution has it. */
export class HostSshd {
  readonly port: number;
  readonly #root: string;
  readonly #options: HostSshdOptions;
  #keys: HostKeys | undefined;
  #process: StartedProcess | undefined;
  #earlierLog = '';

  constructor(root: string, options: HostSshdOptions) {
    this.#root = root;
    this.#options = options;
    this.port = options.sshPort ?? 22;
  }

  get keys(): HostKeys {
    if (this.#keys === undefined) throw new Error('no host keys yet');
    return this.#keys;
  }

  async makeKeys(): Promise<void> {
    this.#keys = await makeHostKeys(`${this.#root}/etc/ssh`);
  }

  log(): string {
    return this.#earlierLog + (this.#process?.stderr ?? '');
  }

  async start(system: HostSystem): Promise<void> {
    if (this.#process?.isRunning === true) return;
    this.#earlierLog = this.log();
    writeFileSync(`${this.#root}/etc/ssh/sshd_config`, this.#config());
    this.#process = system.start(['/usr/sbin/sshd', '-D', '-e'], { timeoutMs: NEVER_MS });
    await this.#process.waitForOutput(/Server listening on/);
  }

  /** Ends the listener only. */
  async stop(system: HostSystem): Promise<void> {
    if (this.#process?.isRunning !== true) return;
    await system.signal(this.#process, 'SIGKILL');
    await this.#process.exited;
  }

  /** Kills what serves the open connections. Their clients see the connection end. */
  async killSessions(system: HostSystem): Promise<void> {
    const listeners = this.#process?.isRunning === true ? await childrenOf(this.#process.pid) : [];
    const sessions = system
      .processes()
      .filter(({ name, pid }) => name === 'sshd' && !listeners.includes(pid));
    for (const { pid } of sessions) killIfThere(pid);
  }

  #config(): string {
    return [
      ...(this.#options.sshdConfig ?? []),
      `Port ${this.port}`,
      'ListenAddress 0.0.0.0',
      `PermitRootLogin ${this.#options.permitRootLogin ?? 'prohibit-password'}`,
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'UsePAM yes',
      'PrintMotd no',
      'UseDNS no',
      'AcceptEnv LANG LC_*',
      'Subsystem sftp internal-sftp',
      'MaxStartups 200',
      'LogLevel VERBOSE',
      '',
    ].join('\n');
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
