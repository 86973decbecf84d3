import type { Problem, ProblemCode } from '../model/problem.ts';

type Failure = Pick<Problem, 'code' | 'retry'> & { readonly lost?: boolean };

function is(code: ProblemCode, retry: Problem['retry'] = 'person', lost = false): Failure {
  return { code, retry, lost };
}

/**
 * What OpenSSH's client says before it exits with 255, in the C locale. Sources: sshconnect.c, sshconnect2.c, packet.c,
 * clientloop.c, kex.c, authfile.c. The first that fits counts: a key that cannot be read also ends in "Permission denied".
 */
const WORDS: readonly (readonly [RegExp, Failure])[] = [
  // Permissions 0644 for '/k' are too open.   Load key "/k": error in libcrypto   no such identity: /k: No such file or directory
  [
    /^(Permissions \d+ for '.*' are too open|Load key ".*": |no such identity: )/m,
    is('endpoint.identity-unreadable'),
  ],
  // No ED25519 host key is known for warmspare-spare-22 and you have requested strict checking.
  [/^No .* host key is known for /m, is('endpoint.host-key-unknown')],
  // Unable to negotiate with 10.0.0.2 port 22: no matching host key type found. Their offer: ssh-ed25519
  [/^Host key verification failed\.|no matching host key type found/m, is('endpoint.host-key-changed')],
  // root@spare: Permission denied (publickey,password).   Received disconnect from ::1 port 22:2: Too many authentication failures
  [
    /Permission denied \([a-z0-9,@.-]*\)\.|Too many authentication failures|No supported authentication methods/,
    is('endpoint.auth-failed'),
  ],
  // ssh: Could not resolve hostname spare: Name or service not known
  // ssh: connect to host 10.0.0.2 port 22: No route to host
  [
    /^ssh: (Could not resolve hostname |connect to host .*: (No route to host|Network is (unreachable|down)|Host is down|Cannot assign requested address|Invalid argument))/m,
    is('endpoint.unreachable', 'transient'),
  ],
  // ssh: connect to host 10.0.0.2 port 22: Connection refused
  [/^ssh: connect to host .*: Connection refused/m, is('endpoint.refused', 'transient')],
  // ssh: connect to host 10.0.0.2 port 22: Connection timed out   Connection timed out during banner exchange
  // Timeout, server spare not responding.   (macOS: Operation timed out)
  [
    /(Connection|Operation) timed out|^Timeout, server .* not responding\./m,
    is('endpoint.timeout', 'transient'),
  ],
  // kex_exchange_identification: banner line contains invalid characters   banner exchange: … : invalid format
  // kex_exchange_identification: No SSH version received in first 1024 lines from server
  [
    /^(kex_exchange_identification|ssh_exchange_identification|banner exchange): .*(invalid|too long|No SSH version received)|^Protocol major versions differ/m,
    is('endpoint.not-ssh'),
  ],
  // kex_exchange_identification: Connection closed by remote host   (MaxStartups, penalties, or no ssh at all)
  [/^(kex|ssh)_exchange_identification: /m, is('endpoint.refused', 'transient')],
  // Unable to negotiate with 10.0.0.2 port 22: no matching cipher found.
  [/^Unable to negotiate with /m, is('endpoint.not-ssh')],
  // command-line: line 0: Bad configuration option: nosuch   command-line line 0: bad key types 'x'.
  [/^command-line:? line \d+: |^ssh: illegal option|^unknown option/m, is('endpoint.ssh-missing')],
  // Connection to spare closed by remote host.   client_loop: send disconnect: Broken pipe   Read from remote host spare: …
  // Connection reset by 10.0.0.2 port 22   ssh_dispatch_run_fatal: Connection to … : message authentication code incorrect
  [
    /^(Connection (to .* )?(closed|reset) by |client_loop: |Read from remote host |Write failed: |ssh_dispatch_run_fatal: |Received disconnect from |Bad packet length )/m,
    is('endpoint.unreachable', 'transient', true),
  ],
];

/** `undefined`: the words are none of ssh's own, so 255 was the remote command's status. `lost`: it had been connected. */
export function sshFailure(stderr: string): Failure | undefined {
  return WORDS.find(([pattern]) => pattern.test(stderr))?.[1];
}
