import { mkdirSync } from 'node:fs';
import type { HostKeys } from '../helpers/host-keys.ts';
import type { SeenProcess } from '../helpers/proc.ts';
import type { ProcessResult, StartedProcess } from '../helpers/run-process.ts';
import { addAccounts, authorizeKey, defaultPasswords, type Passwords } from './host-accounts.ts';
import { mountRoot, writeIdentity } from './host-root.ts';
import { HostSshd, type HostSshdOptions } from './host-sshd.ts';
import { HostSystem, type HostCommand, type HostCommandOptions } from './host-system.ts';
import { outsidePath } from './inside-path.ts';
import { fillDisk, LabDisk, type DiskOptions } from './lab-disk.ts';
import type { LabNetwork } from './network.ts';

export interface HostOptions extends HostSshdOptions {
  /** How much can be written to the host's own disk; by default 512. */
  readonly diskMb?: number;
  readonly passwords?: Partial<Passwords>;
}

/** Where a host is to be. */
export interface HostPlace {
  readonly name: string;
  readonly labFolder: string;
  readonly network: LabNetwork;
  /** Of all hosts of the lab, by name. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** A machine of the lab: its own files, processes, network, accounts and ssh server. */
export class LabHost {
  readonly name: string;
  readonly address: string;
  readonly passwords: Passwords;
  readonly #place: HostPlace;
  readonly #root: string;
  readonly #sshd: HostSshd;
  #system: HostSystem | undefined;

  private constructor(place: HostPlace, root: string, options: HostOptions) {
    this.name = place.name;
    this.address = place.addresses.get(place.name) ?? '';
    this.passwords = { ...defaultPasswords(place.name), ...options.passwords };
    this.#place = place;
    this.#root = root;
    this.#sshd = new HostSshd(root, options);
  }

  static async create(place: HostPlace, options: HostOptions): Promise<LabHost> {
    const folder = `${place.labFolder}/${place.name}`;
    mkdirSync(folder);
    const host = new LabHost(place, await mountRoot(folder, options.diskMb ?? 512), options);
    writeIdentity(host.#root, place.name, place.addresses);
    try {
      await Promise.all([host.#sshd.makeKeys(), host.#boot()]);
      await addAccounts(host.#running, host.passwords);
      await host.startSshd();
      return host;
    } catch (error) {
      await host.kill();
      throw error;
    }
  }

  get sshPort(): number {
    return this.#sshd.port;
  }

  get hostKeys(): HostKeys {
    return this.#sshd.keys;
  }

  /** Of its ed25519 key, `SHA256:…`. */
  get hostKeyFingerprint(): string {
    return this.#sshd.keys.fingerprints.ed25519;
  }

  get isUp(): boolean {
    return this.#system !== undefined;
  }

  get enterCommand(): string {
    return this.#running.enterCommand;
  }

  /** For `nsenter --net=…`: a program of this machine, with this machine's files, in the host's network. */
  get networkNamespace(): string {
    return `/proc/${String(this.#running.pid)}/ns/net`;
  }

  /** Where a path of the host is on this machine; the last part may be a link, which is not followed. */
  path(inside: string): string {
    return outsidePath(this.#root, inside);
  }

  /** Runs in the host, as root unless told otherwise, and without ssh. Throws as `runProcess` does. */
  exec(command: HostCommand, options: HostCommandOptions = {}): Promise<ProcessResult> {
    return this.#running.run(command, options);
  }

  /** Starts what goes on while the test does something else. */
  start(command: HostCommand, options: HostCommandOptions = {}): StartedProcess {
    return this.#running.start(command, options);
  }

  /** Signals the program that `start` started. */
  signal(started: StartedProcess, signal: NodeJS.Signals): Promise<void> {
    return this.#running.signal(started, signal);
  }

  /** Lets a key in; `keyOptions` as authorized_keys has them. */
  authorize(publicKey: string, user = 'root', keyOptions = ''): Promise<void> {
    return authorizeKey(this.#running, `${keyOptions} ${publicKey}`, user);
  }

  async addDisk(options: DiskOptions): Promise<LabDisk> {
    const mountPoint = options.mountPoint ?? `/Volumes/${options.name}`;
    const image = `${this.#place.labFolder}/${this.name}/${options.name}.img`;
    const disk = new LabDisk({ ...options, mountPoint }, this.path(mountPoint), image);
    await disk.create();
    return disk;
  }

  /** Fills the host's own disk, but for `leaveBytes`. Returns what frees the space again. */
  fillDisk(leaveBytes = 0): Promise<() => Promise<void>> {
    return fillDisk(this.path('/var'), leaveBytes);
  }

  /** Pulls the cable: nothing passes, and nobody is told. */
  linkDown(): Promise<void> {
    return this.#place.network.setLink(this.name, 'down');
  }

  linkUp(): Promise<void> {
    return this.#place.network.setLink(this.name, 'up');
  }

  /** Cuts the power: silence on the line, and every process gone. The disks keep what was written. */
  async kill(): Promise<void> {
    if (this.#system === undefined) return;
    const system = this.#running;
    this.#system = undefined;
    // A host that failed to start has no cable yet.
    await this.linkDown().catch(() => undefined);
    await system.kill();
    await this.#place.network.unplug(this.name).catch(() => undefined);
  }

  /** Starts the host again, after `kill` or by cutting the power now. Its disks are mounted as they were. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#boot();
    await this.startSshd();
  }

  startSshd(): Promise<void> {
    return this.#sshd.start(this.#running);
  }

  /** Nobody listens any more; with `keepSessions`, who is connected stays so. */
  async stopSshd({ keepSessions = false } = {}): Promise<void> {
    await this.#sshd.stop(this.#running);
    if (!keepSessions) await this.killSshdSessions();
  }

  killSshdSessions(): Promise<void> {
    return this.#sshd.killSessions(this.#running);
  }

  sshdLog(): string {
    return this.#sshd.log();
  }

  /** From now on another key answers at the same address. */
  async replaceHostKey(): Promise<void> {
    await this.#sshd.makeKeys();
    await this.stopSshd();
    await this.startSshd();
  }

  /** What runs in it, but for init. None when it is down. */
  processes(): SeenProcess[] {
    return this.#system?.processes() ?? [];
  }

  get #running(): HostSystem {
    if (this.#system === undefined) throw new Error(`${this.name} is down`);
    return this.#system;
  }

  async #boot(): Promise<void> {
    this.#system = await HostSystem.start(this.#root, this.name);
    await this.#place.network.plugIn(this.name, this.#system.pid, this.address);
  }
}
