import { BlockList, isIP, SocketAddress } from 'node:net';
import { networkInterfaces } from 'node:os';

/** What `os.networkInterfaces()` gives. */
export type Interfaces = ReturnType<typeof networkInterfaces>;

/** One way out to a network. */
export interface NetworkInterface {
  /** `en0` */
  readonly name: string;
  /** IPv4, by which multicast is told which way to go. */
  readonly address: string;
}

/** This machine's place in its networks: which ways lead out, which addresses are its own, and who is near. */
export class LocalNetwork {
  readonly interfaces: readonly NetworkInterface[];
  readonly #own: ReadonlySet<string>;
  readonly #near: readonly { readonly name: string; readonly addresses: BlockList }[];

  constructor(interfaces: Interfaces = networkInterfaces()) {
    const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
      infos.map((info) => ({ name, ...info })),
    );
    const outward = all.filter(({ family, internal }) => family === 'IPv4' && !internal);
    // A group is joined once by an interface, however many addresses that has.
    this.interfaces = outward
      .filter(({ name }, at) => outward.findIndex((other) => other.name === name) === at)
      .map(({ name, address }) => ({ name, address }));
    this.#own = new Set(all.map(({ address }) => address));
    this.#near = outward.map(({ name, cidr, address }) => {
      const addresses = new BlockList();
      addresses.addSubnet(address, Number(cidr?.split('/')[1] ?? '32'), 'ipv4');
      return { name, addresses };
    });
  }

  /** Without its scope. */
  isOwn(address: string): boolean {
    return this.#own.has(address);
  }

  /** The interface behind which an IPv4 neighbour is; `undefined`: it is no neighbour. */
  interfaceTowards(address: string): string | undefined {
    return this.#near.find(({ addresses }) => addresses.check(address, 'ipv4'))?.name;
  }
}

const NOT_A_MACHINE = new BlockList();
NOT_A_MACHINE.addSubnet('0.0.0.0', 8, 'ipv4');
NOT_A_MACHINE.addSubnet('127.0.0.0', 8, 'ipv4');
// Multicast, and what is reserved above it.
NOT_A_MACHINE.addSubnet('224.0.0.0', 3, 'ipv4');
NOT_A_MACHINE.addSubnet('::', 127, 'ipv6');
NOT_A_MACHINE.addSubnet('ff00::', 8, 'ipv6');

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

export function isLinkLocal(address: string): boolean {
  return isIP(address) === 6 && LINK_LOCAL.check(address, 'ipv6');
}

/** An address that one machine can have, in its usual writing; `undefined`: it is none. */
export function machineAddress(text: unknown): string | undefined {
  const version = typeof text === 'string' && !text.includes('%') ? isIP(text) : 0;
  if (version === 0) return undefined;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const { address } = new SocketAddress({ address: String(text), family });
  return NOT_A_MACHINE.check(address, family) ? undefined : address;
}
