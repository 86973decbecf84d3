/** A machine of this network that offers ssh. Anyone there can claim to be anything: only its host key proves who it is. */
export interface FoundMachine {
  /** As its owner named it, `Anna’s Mac mini`: any text of up to 63 characters, to be escaped for a terminal. */
  readonly name: string;
  /** `spare.local` */
  readonly host: string;
  readonly port: number;
  /** IPv4 first, and of these the one that answered; IPv6 link-local ones last, with their scope: `fe80::1%en0`. */
  readonly addresses: readonly string[];
}

export interface Discovery {
  /** By name, without this machine. */
  readonly machines: readonly FoundMachine[];
  /** More answered than are kept. */
  readonly isCut: boolean;
}
