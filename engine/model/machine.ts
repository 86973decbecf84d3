import { z } from 'zod';

/** One address of one network interface. */
export const NetworkAddress = z.object({
  /** `en0`, `eth0` */
  device: z.string(),
  /** macOS: the network service that it belongs to, as networksetup(8) names it: `Ethernet`, `Wi-Fi`. */
  service: z.exactOptional(z.string()),
  /** IPv4 or IPv6, without a zone; none of the machine's own loopback and no link-local ones. */
  address: z.string(),
  prefixLength: z.int().min(0).max(128),
  router: z.exactOptional(z.string()),
  how: z.exactOptional(z.enum(['dhcp', 'manual'])),
});
export type NetworkAddress = z.infer<typeof NetworkAddress>;

/** A folder that others on the network may open. Paths are path text. */
export const Share = z.object({
  name: z.string(),
  path: z.string(),
  protocols: z.array(z.enum(['smb', 'afp', 'nfs'])),
});
export type Share = z.infer<typeof Share>;

/** A service of somebody else's than the system's maker: a LaunchDaemon's label, a systemd unit that somebody enabled. */
export const Daemon = z.object({
  name: z.string(),
  /** Its plist or unit file; path text. */
  path: z.string(),
  state: z.enum(['running', 'enabled', 'disabled']),
});
export type Daemon = z.infer<typeof Daemon>;

export const ListeningPort = z.object({
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65535),
  /** Not what listens on loopback alone. */
  program: z.exactOptional(z.string()),
});
export type ListeningPort = z.infer<typeof ListeningPort>;

/** A line of a crontab or a timer, without its arguments: they may hold passwords, and the runbook is mailed. */
export const ScheduledJob = z.object({
  owner: z.string(),
  /** As written: `0 3 * * *`, `OnCalendar=daily`. */
  when: z.string(),
  /** The first word of the command. */
  program: z.string(),
});
export type ScheduledJob = z.infer<typeof ScheduledJob>;

/** A person's account. */
export const UserAccount = z.object({ name: z.string(), uid: z.int(), home: z.string() });
export type UserAccount = z.infer<typeof UserAccount>;

/** What a machine tells of the disk and the volume that a path lies on. */
export const DiskFacts = z.object({
  /** As it was asked for; path text. */
  path: z.string(),
  /** `/dev/disk5s1` */
  device: z.exactOptional(z.string()),
  volumeName: z.exactOptional(z.string()),
  smart: z.exactOptional(z.enum(['verified', 'failing'])),
  /** It is encrypted: after a restart somebody has to unlock it. */
  isEncrypted: z.exactOptional(z.boolean()),
  isInternal: z.exactOptional(z.boolean()),
  /** The macOS that lies there, of its SystemVersion.plist: `10.14.6`, `18G9323`. */
  osVersion: z.exactOptional(z.string()),
  osBuild: z.exactOptional(z.string()),
  /** bless(8) has a blessed folder or an APFS volume group there. */
  isBlessed: z.exactOptional(z.boolean()),
});
export type DiskFacts = z.infer<typeof DiskFacts>;

/** `intel`: without a T2 chip, or it could not be told which. */
export const Hardware = z.enum(['apple-silicon', 'intel-t2', 'intel', 'powerpc', 'pc']);
export type Hardware = z.infer<typeof Hardware>;

/** What one machine is, as far as a failover goes by it. A field that is missing could not be told. */
export const MachineFacts = z.object({
  os: z.enum(['darwin', 'linux', 'other']),
  /** `macOS 15.5`, `Debian GNU/Linux 12 (bookworm)` */
  osName: z.string(),
  /** `15.5`, `12` */
  osVersion: z.exactOptional(z.string()),
  osBuild: z.exactOptional(z.string()),
  /** As uname(1) says: `arm64`, `x86_64`, `Power Macintosh`. */
  arch: z.string(),
  hardware: z.exactOptional(Hardware),
  /** `Apple M2`, `Intel(R) Core(TM) i7-8700B CPU @ 3.20GHz` */
  chip: z.exactOptional(z.string()),
  /** `Macmini9,1` */
  model: z.exactOptional(z.string()),
  serial: z.exactOptional(z.string()),
  hostName: z.string(),
  /** macOS: as people see it, `Office Mac mini`. */
  computerName: z.exactOptional(z.string()),
  /** macOS: the name before `.local`. */
  localHostName: z.exactOptional(z.string()),
  addresses: z.exactOptional(z.array(NetworkAddress)),
  dnsServers: z.exactOptional(z.array(z.string())),
  /** The system's own disk is encrypted, so that a restart waits for somebody's password. */
  isSystemEncrypted: z.exactOptional(z.boolean()),
  /** Comes up again by itself when there is power again. */
  restartsAfterPowerLoss: z.exactOptional(z.boolean()),
  /** Sleeps by itself after some time; false: never. */
  sleeps: z.exactOptional(z.boolean()),
  keepsTime: z.exactOptional(z.boolean()),
  disks: z.array(DiskFacts),
  shares: z.exactOptional(z.array(Share)),
  daemons: z.exactOptional(z.array(Daemon)),
  ports: z.exactOptional(z.array(ListeningPort)),
  jobs: z.exactOptional(z.array(ScheduledJob)),
  users: z.exactOptional(z.array(UserAccount)),
});
export type MachineFacts = z.infer<typeof MachineFacts>;
