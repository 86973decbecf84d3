import { z } from 'zod';
import { KeyId } from './ids.ts';

/** OpenSSH's form: `SHA256:` and 43 base64 characters. */
export const HostKeyPin = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'a fingerprint like SHA256:… (43 characters)');
export type HostKeyPin = z.infer<typeof HostKeyPin>;

/** A user or host name goes into ssh's argv: a leading dash would be an option, a space or `@` another word. */
const SshUser = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.\\+-]{0,63}\$?$/, 'a user name');
const SshHost = z
  .string()
  .max(255)
  .regex(
    /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?$|^[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?$/,
    'a host name or an address',
  );

export const LocalEndpoint = z.object({ kind: z.literal('local') });
export type LocalEndpoint = z.infer<typeof LocalEndpoint>;

/** A machine reached by ssh. There is no such endpoint without a pinned host key. */
export const SshEndpoint = z.object({
  kind: z.literal('ssh'),
  user: SshUser,
  host: SshHost,
  port: z.number().int().min(1).max(65535),
  hostKey: HostKeyPin,
  /** Absolute path of a private key on this machine. Without it, ssh's own agent and default keys are used. */
  identityFile: z.string().startsWith('/').optional(),
  /** A key of the app's own, which set-up installed there. On a standby it lets nobody in but the guard: see `isGuarded`. */
  keyId: KeyId.optional(),
});
export type SshEndpoint = z.infer<typeof SshEndpoint>;

/** Of a standby: does the guard answer there, which knows the pair's rsync and a few verbs, and not a shell? */
export function isGuarded({ keyId }: Pick<SshEndpoint, 'keyId'>): boolean {
  return keyId !== undefined;
}

export const Endpoint = z.discriminatedUnion('kind', [LocalEndpoint, SshEndpoint]);
export type Endpoint = z.infer<typeof Endpoint>;

/** The two sides of a pair. */
export type Side = 'primary' | 'standby';

/** An ssh address as a person types it, before its key is known. */
export type SshAddress = Pick<SshEndpoint, 'user' | 'host' | 'port'>;

/** `local`, `ssh://root@spare.local`, `ssh://root@10.0.0.2:2222`, `ssh://root@[fe80::1%en0]:22` */
export function formatEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'local') return 'local';
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `ssh://${endpoint.user}@${host}${endpoint.port === 22 ? '' : `:${String(endpoint.port)}`}`;
}

/** Reads what `formatEndpoint` writes; `undefined` when the text is neither `local` nor an ssh address. */
export function parseEndpointText(
  text: string,
): { kind: 'local' } | ({ kind: 'ssh' } & SshAddress) | undefined {
  if (text === 'local') return { kind: 'local' };
  // ssh://root@spare.local:2222   ssh://root@[::1]:22
  const match = /^ssh:\/\/([^@/\s]+)@(?:\[([^\]\s]+)\]|([^:/\s[\]]+))(?::(\d{1,5}))?\/?$/.exec(text);
  if (match === null) return undefined;
  const address = { user: match[1] ?? '', host: match[2] ?? match[3] ?? '', port: Number(match[4] ?? '22') };
  const checked = SshEndpoint.pick({ user: true, host: true, port: true }).safeParse(address);
  return checked.success ? { kind: 'ssh', ...checked.data } : undefined;
}
