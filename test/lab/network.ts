import { networkInterfaces } from 'node:os';
import { runProcess, startProcess, type StartedProcess } from '../helpers/run-process.ts';

const NEVER_MS = 2 ** 31 - 1;

/** The lab's network: a bridge in a namespace of its own, to which the runner and every host have a cable. The
 *  namespace lives as long as one process, which lives as long as the runner; the cables go with it. So the
 *  machine's own network is left alone but for one interface with one address. */
export class LabNetwork {
  readonly #process: StartedProcess;
  /** Of 10.77.SUBNET.0/24; no other lab has the same at the same time. */
  readonly subnet: number;

  private constructor(holder: StartedProcess, subnet: number) {
    this.#process = holder;
    this.subnet = subnet;
  }

  static async start(): Promise<LabNetwork> {
    const script =
      'ip link add switch type bridge && ip link set switch up && echo up; while read -r _; do :; done';
    const holder = startProcess(['unshare', '--net', 'bash', '-c', script, 'lab-network'], {
      keepInputOpen: true,
      timeoutMs: NEVER_MS,
    });
    try {
      await holder.waitForOutput(/^up$/m);
      const subnet = await plugInRunner(holder.pid);
      return new LabNetwork(holder, subnet);
    } catch (error) {
      holder.kill();
      throw error;
    }
  }

  /** The runner's own. */
  get runnerAddress(): string {
    return this.address(1);
  }

  address(number: number): string {
    return `10.77.${this.subnet}.${number}`;
  }

  /** Gives the namespace of a host's process a cable, `eth0` on its side. */
  async plugIn(name: string, pid: number, address: string): Promise<void> {
    const number = Number(address.split('.').at(-1));
    // The same after every start, as a machine's is.
    const mac = `02:77:00:00:${hexByte(this.subnet)}:${hexByte(number)}`;
    await this.#ip(`link add ${name} type veth peer name eth0 address ${mac} netns ${pid}
      link set ${name} master switch
      link set ${name} up`);
    await ip(`link set lo up\naddr add ${address}/24 dev eth0\nlink set eth0 up`, pid);
  }

  async unplug(name: string): Promise<void> {
    await this.#ip(`link del ${name}`);
  }

  async setLink(name: string, state: 'up' | 'down'): Promise<void> {
    await this.#ip(`link set ${name} ${state}`);
  }

  async tearDown(): Promise<void> {
    // The runner's end goes when the namespace has gone, which the kernel does in its own time.
    await ip(`link del ${runnerInterface(this.subnet)}`).catch(() => undefined);
    this.#process.kill();
    await this.#process.exited;
  }

  async #ip(commands: string): Promise<void> {
    await ip(commands, this.#process.pid);
  }
}

/** The interface's name is the claim to the subnet: the kernel makes one of a name only. */
async function plugInRunner(pid: number): Promise<number> {
  for (const subnet of shuffledSubnets()) {
    if (isSubnetInUse(subnet)) continue;
    const name = runnerInterface(subnet);
    const added = await runProcess(
      ['ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'runner', 'netns', String(pid)],
      { okCodes: 'any' },
    );
    if (added.stderr.includes('File exists')) continue;
    if (added.code !== 0) throw new Error(added.stderr);
    await ip('link set runner master switch\nlink set runner up', pid);
    await ip(`addr add 10.77.${subnet}.1/24 dev ${name}\nlink set ${name} up`);
    return subnet;
  }
  throw new Error('every subnet of 10.77.0.0/16 is in use');
}

/** Runs ip's commands, one a line, in the network namespace of a process or here. */
async function ip(commands: string, pid?: number): Promise<void> {
  const enter = pid === undefined ? [] : ['nsenter', '--target', String(pid), '--net'];
  await runProcess([...enter, 'ip', '-batch', '-'], { input: `${commands}\n` });
}

function runnerInterface(subnet: number): string {
  return `warmspare${subnet}`;
}

function isSubnetInUse(subnet: number): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((infos) => infos ?? []);
  return addresses.some(({ address }) => address.startsWith(`10.77.${subnet}.`));
}

function shuffledSubnets(): number[] {
  const start = Math.floor(Math.random() * 254);
  return Array.from({ length: 254 }, (_, index) => 1 + ((start + index) % 254));
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
