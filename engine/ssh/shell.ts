import { formatEndpoint, type SshEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import { remoteCommand } from '../model/shell-words.ts';
import type { ProcessEnd, RunProcess, Shell, ShellOptions, ShellResult } from '../model/shell.ts';
import { sshArguments, type SshClientOptions } from './client.ts';
import { sshFailure } from './failures.ts';

export interface SshShellOptions extends SshClientOptions {
  readonly runProcess: RunProcess;
  /** The ssh client; `ssh` of the PATH unless told. */
  readonly program?: string;
}

/** ssh's own status when it fails, and that of a remote command that a signal ended. */
const SSH_FAILED = 255;

/** Runs scripts on the endpoint, one connection each. Whatever the login shell is, /bin/sh reads the script. */
export function sshShell(endpoint: SshEndpoint, options: SshShellOptions): Shell {
  return {
    run: (script, args, runOptions) => runBySsh(endpoint, options, remoteCommand(script, args), runOptions),
  };
}

/** Hands the command to the login shell there, or to the forced command of the key. Results and problems as of a `Shell`. */
export async function runBySsh(
  endpoint: SshEndpoint,
  options: SshShellOptions,
  command: string,
  runOptions: ShellOptions = {},
): Promise<ShellResult> {
  const program = options.program ?? 'ssh';
  const argv = [...sshArguments(endpoint, options), command];
  // Messages are read, so their language is fixed.
  const end = await options.runProcess([program, ...argv], { ...runOptions, env: { LC_ALL: 'C' } });
  return resultOf(end, endpoint, program);
}

function resultOf(end: ProcessEnd, at: SshEndpoint, program: string): ShellResult {
  const endpoint = formatEndpoint(at);
  switch (end.kind) {
    case 'timed-out':
      throw EngineError.of('endpoint.timeout', { endpoint, output: end.stderr.slice(-4000) }, 'transient');
    case 'cancelled':
      throw EngineError.of('run.cancelled', { endpoint }, 'transient');
    case 'too-much-output':
      throw EngineError.of('endpoint.garbled', { endpoint, text: 'too much output' });
    case 'not-started':
      throw EngineError.of('endpoint.ssh-missing', { endpoint, path: program, text: end.reason });
    case 'exited':
      break;
  }
  const failure = end.code === SSH_FAILED ? sshFailure(end.stderr) : undefined;
  if (failure === undefined)
    return { code: end.code, signal: end.signal, stdout: end.stdout, stderr: end.stderr };
  if (failure.code === 'endpoint.host-key-changed') throw hostKeyChanged(end.stderr, at);
  const lost = failure.lost === true ? { text: 'connection-lost' } : {};
  throw EngineError.of(failure.code, { endpoint, output: end.stderr.slice(-4000), ...lost }, failure.retry);
}

/** Without ssh's own words: they tell a person to take the pinned key out of the app's known_hosts. */
function hostKeyChanged(stderr: string, endpoint: SshEndpoint): EngineError {
  // The fingerprint for the ED25519 key sent by the remote host is
  // SHA256:WFHJQfa379M9B8PzngEwU3c6HFijZ4kHv4pqCheBt6k.
  const found = /^(SHA256:[\w+/]{43})\.?\r?$/m.exec(stderr)?.[1];
  return EngineError.of('endpoint.host-key-changed', {
    endpoint: formatEndpoint(endpoint),
    expected: endpoint.hostKey,
    ...(found !== undefined && { found }),
  });
}
