import {
  runProcess,
  startProcess,
  type ProcessOptions,
  type ProcessResult,
  type StartedProcess,
} from '../helpers/run-process.ts';
import { childrenOf, listProcesses, namespaceOf, type SeenProcess } from '../helpers/proc.ts';
import { mountVolatile } from './host-root.ts';

/** Runs in the host's namespaces and, up to `chroot`, with this machine's files: /proc is still this machine's, so
 *  the pid that it tells is the one outside. Becomes the host's init: bash buries the orphans, and ends when its
 *  stdin does, which is when the runner is gone. The kernel ends the rest of the host with it. */
const BOOT = `
set -e
read -r pid _ < /proc/self/stat
hostname "$2"
mount -t proc lab-proc "$1/proc"
mount -t sysfs -o ro lab-sys "$1/sys"
echo "pid $pid"
exec chroot "$1" /bin/bash --norc -c 'while read -r _; do :; done' init
`;

const NEVER_MS = 2 ** 31 - 1;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface HostCommandOptions extends Omit<ProcessOptions, 'cwd' | 'env'> {
  /** Inside; by default the user's home. */
  readonly cwd?: string;
  /** Added to a login's: HOME, USER, LOGNAME, SHELL, PATH, LANG. */
  readonly env?: Readonly<Record<string, string>>;
  /** By default root. */
  readonly user?: string;
}

/** A program with its arguments, or a script for bash, which ends at the first failure. */
export type HostCommand = readonly string[] | string;

/** One run of a host, from its start to its end: namespaces with an init in them. */
export class HostSystem {
  readonly #holder: StartedProcess;
  /** Its init's, as this machine sees it. */
  readonly pid: number;
  readonly #namespace: string;

  private constructor(holder: StartedProcess, pid: number) {
    this.#holder = holder;
    this.pid = pid;
    this.#namespace = namespaceOf(pid) ?? '';
  }

  static async start(root: string, name: string): Promise<HostSystem> {
    await mountVolatile(root);
    const namespaces = ['--pid', '--net', '--uts', '--ipc', '--fork', '--kill-child'];
    const holder = startProcess(['unshare', ...namespaces, 'bash', '-c', BOOT, 'boot', root, name], {
      keepInputOpen: true,
      timeoutMs: NEVER_MS,
    });
    try {
      await holder.waitForOutput(/^pid \d+$/m);
    } catch (error) {
      holder.kill();
      throw error;
    }
    return new HostSystem(holder, Number(/^pid (\d+)$/m.exec(holder.stdout)?.[1]));
  }

  run(command: HostCommand, options: HostCommandOptions = {}): Promise<ProcessResult> {
    return runProcess(this.#argv(command, options), outside(options));
  }

  start(command: HostCommand, options: HostCommandOptions = {}): StartedProcess {
    return startProcess(this.#argv(command, options), outside(options));
  }

  /** Signals what `start` started; its own `signal` only reaches the program that entered the host for it. */
  async signal(started: StartedProcess, signal: NodeJS.Signals): Promise<void> {
    for (const pid of await childrenOf(started.pid)) process.kill(pid, signal);
  }

  /** All but init. */
  processes(): SeenProcess[] {
    return listProcesses(this.#namespace).filter(({ pid }) => pid !== this.pid);
  }

  /** What to type to enter the host by hand. */
  get enterCommand(): string {
    return `${this.#enter().join(' ')} /usr/bin/env -i -C /root HOME=/root TERM="$TERM" PATH=${PATH} /bin/bash -l`;
  }

  /** Returns when every process in it has ended. */
  async kill(): Promise<void> {
    if (this.#holder.isRunning) process.kill(this.pid, 'SIGKILL');
    await this.#holder.exited;
  }

  #enter(): string[] {
    return ['nsenter', '--target', String(this.pid), '--pid', '--net', '--uts', '--ipc', '--root'];
  }

  #argv(command: HostCommand, { user = 'root', cwd, env = {} }: HostCommandOptions): string[] {
    const home = user === 'root' ? '/root' : `/home/${user}`;
    const login = { HOME: home, USER: user, LOGNAME: user, SHELL: '/bin/bash', PATH, LANG: 'C.UTF-8' };
    const variables = Object.entries({ ...login, ...env }).map(([name, value]) => `${name}=${value}`);
    const become =
      user === 'root'
        ? []
        : ['/usr/bin/setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups', '--'];
    const words = typeof command === 'string' ? ['/bin/bash', '-euo', 'pipefail', '-c', command] : command;
    return [...this.#enter(), ...become, '/usr/bin/env', '-i', '-C', cwd ?? home, ...variables, ...words];
  }
}

/** Where the program that enters the host runs, and with what, does not reach the host. */
function outside(options: HostCommandOptions): ProcessOptions {
  const { user: _user, cwd: _cwd, env: _env, ...rest } = options;
  return { ...rest, cwd: '/' };
}
