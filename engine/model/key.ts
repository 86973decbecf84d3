import { z } from 'zod';
import { HostKeyPin } from './endpoint.ts';
import { KeyId, PairId, VolumeId } from './ids.ts';

export { KeyId };

/** The machine that lets this key in. */
export const KeyRole = z.enum(['primary', 'standby']);
export type KeyRole = z.infer<typeof KeyRole>;

/** `from=` of a line, as sshd(8) has it, without the quotes: `10.0.0.7,192.168.1.*,!192.168.1.9,fe80::/10,*.local` */
export const KeySources = z
  .string()
  .max(1000)
  .regex(
    /^!?[A-Za-z0-9.:*?_/-]+(?:,!?[A-Za-z0-9.:*?_/-]+)*$/,
    'addresses or host names with commas between them',
  );

/** One line in one authorized_keys file. Times are ISO 8601, UTC. */
export const KeyInstall = z.object({
  /** As `formatEndpoint` writes it. */
  endpoint: z.string(),
  /** Absolute, path text; below `~root` where nobody of ours has looked yet (a manual set-up). */
  authorizedKeysFile: z.string().regex(/^(?:~[a-z_][a-z0-9_-]*)?\//, 'an absolute path'),
  /** The `from=` of the line: addresses that sshd lets this key in from. */
  from: z.string().optional(),
  /** What the guard was told to let this key write to; path text. Not known of a script that somebody else runs. */
  places: z.array(z.object({ id: VolumeId, destination: z.string() })).optional(),
  /** The commands of the pair that the guard was told to run, by their digests. */
  commands: z.array(z.string()).optional(),
  installedAt: z.string(),
  /** When a fresh connection with this key alone last succeeded as part of set-up. */
  provedAt: z.string().optional(),
  lastUsedAt: z.string().optional(),
});
export type KeyInstall = z.infer<typeof KeyInstall>;

/**
 * `new`: made, not yet proved. `active`: the pair uses it. `retiring`: its successor is being proved; it still opens.
 * `revoking`: to be taken from every place in `installs` that is still listed.
 */
export const KeyState = z.enum(['new', 'active', 'retiring', 'revoking']);
export type KeyState = z.infer<typeof KeyState>;

/** What the app knows of one key of its own. Holds no secret. */
export const KeyRecord = z.object({
  id: KeyId,
  pairId: PairId,
  role: KeyRole,
  /** `ssh-ed25519 AAAA…`, without the comment. */
  publicKey: z.string().regex(/^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$/, 'a public key'),
  /** Of the form of a host key's pin. */
  fingerprint: HostKeyPin,
  comment: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** `keyring`: encrypted, its passphrase in the keyring. `unattended`: plain in a 0600 file, for a host that starts at boot. */
  sealedBy: z.enum(['keyring', 'unattended']),
  installs: z.array(KeyInstall),
  state: KeyState,
});
export type KeyRecord = z.infer<typeof KeyRecord>;
