import type { SshEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';

export interface SshClientOptions {
  readonly knownHostsFile: string;
  readonly alias: string;
  /** From `ensurePinned`. */
  readonly hostKeyAlgorithms: string;
  /** The app's own agent, see agent.ts; goes before the endpoint's identity file. */
  readonly agentSocket?: string;
  /** Only together with `agentSocket`: a person's whole agent is nothing to lend. */
  readonly forwardAgent?: boolean;
  readonly connectTimeoutSeconds: number;
  /** ssh gives up when it has heard nothing for three times as long; by default 15. */
  readonly aliveIntervalSeconds?: number;
  /** The socket of a connection to go through (see shared-connection.ts), or to open with `controlMaster`. */
  readonly controlPath?: string;
  readonly controlMaster?: boolean;
}

/** OpenSSH's own, but AES-GCM first: where the processor knows AES, as every Mac since 2011, it is the fastest by far. */
const CIPHERS = [
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'chacha20-poly1305@openssh.com',
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
].join(',');

/** The options without the host, for a program that adds the host itself, as rsync does. */
export function sshOptions(endpoint: SshEndpoint, options: SshClientOptions): string[] {
  return [
    // No configuration of the person or of the machine: a Host block there could send us to another host (HostName,
    // ProxyCommand), run commands (LocalCommand, Match exec) or accept other keys.
    ...['-F', '/dev/null', '-T', '-p', String(endpoint.port), '-l', endpoint.user],
    ...words({
      ...trust(options),
      ...identity(endpoint, options),
      BatchMode: 'yes',
      PreferredAuthentications: 'publickey',
      AddressFamily: 'any',
      ConnectTimeout: String(options.connectTimeoutSeconds),
      ServerAliveInterval: String(options.aliveIntervalSeconds ?? 15),
      ServerAliveCountMax: '3',
      ControlMaster: options.controlMaster === true ? 'yes' : 'no',
      ControlPath: options.controlPath === undefined ? 'none' : configPath(options.controlPath),
      ControlPersist: 'no',
      ClearAllForwardings: 'yes',
      ForwardX11: 'no',
      PermitLocalCommand: 'no',
      Compression: 'no',
      Ciphers: CIPHERS,
      // Not ERROR: OpenSSH says some of its reasons (no matching host key type, connection closed) at INFO.
      LogLevel: 'INFO',
    }),
  ];
}

/** The options and the host. What is appended becomes the remote command; its first character must not be a dash. */
export function sshArguments(endpoint: SshEndpoint, options: SshClientOptions): string[] {
  return [...sshOptions(endpoint, options), '--', endpoint.host];
}

/** Only the pinned key, wherever else ssh would look for one. */
function trust(options: SshClientOptions): Record<string, string> {
  return {
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: configPath(options.knownHostsFile),
    GlobalKnownHostsFile: '/dev/null',
    HostKeyAlias: options.alias,
    HostKeyAlgorithms: options.hostKeyAlgorithms,
    UpdateHostKeys: 'no',
    CheckHostIP: 'no',
    VerifyHostKeyDNS: 'no',
    NoHostAuthenticationForLocalhost: 'no',
  };
}

function identity(endpoint: SshEndpoint, options: SshClientOptions): Record<string, string> {
  if (options.agentSocket !== undefined) {
    return {
      IdentityAgent: configPath(options.agentSocket),
      IdentityFile: 'none',
      ForwardAgent: options.forwardAgent === true ? 'yes' : 'no',
    };
  }
  if (endpoint.identityFile === undefined) return { ForwardAgent: 'no' };
  return {
    IdentityAgent: 'none',
    // Not `-i`: it looks for the file before it reads `%%` as `%`, and warns.
    IdentityFile: configPath(endpoint.identityFile),
    IdentitiesOnly: 'yes',
    ForwardAgent: 'no',
  };
}

function words(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/**
 * A path as a value of ssh_config(5): quoted, since ssh splits at spaces; `%` doubled, since it starts a token; `"` and the
 * backslash escaped, as argv_split in OpenSSH's misc.c reads them. `${NAME}` is expanded and cannot be escaped.
 */
function configPath(path: string): string {
  if (path.includes('${') || /[\r\n]/.test(path)) {
    throw EngineError.of('endpoint.identity-unreadable', { path, text: 'ssh cannot name this path' });
  }
  return `"${path.replaceAll('%', '%%').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
