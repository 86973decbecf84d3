import { describe, expect, it } from 'vitest';
import { sshFailure } from '../../../engine/ssh/failures.ts';

// What OpenSSH 9.2 and 10 print with LogLevel=INFO in the C locale.
const SAID: readonly (readonly [string, string])[] = [
  ['ssh: Could not resolve hostname nowhere.invalid: Name or service not known', 'endpoint.unreachable'],
  ['ssh: connect to host 10.0.0.2 port 22: No route to host', 'endpoint.unreachable'],
  ['ssh: connect to host 10.0.0.2 port 22: Connection refused', 'endpoint.refused'],
  ['ssh: connect to host 10.0.0.2 port 22: Connection timed out', 'endpoint.timeout'],
  ['ssh: connect to host 10.0.0.2 port 22: Operation timed out', 'endpoint.timeout'],
  [
    'Connection timed out during banner exchange\nConnection to 127.0.0.1 port 2200 timed out',
    'endpoint.timeout',
  ],
  ['Timeout, server spare not responding.', 'endpoint.timeout'],
  ['root@spare: Permission denied (publickey,password,keyboard-interactive).', 'endpoint.auth-failed'],
  [
    'Received disconnect from ::1 port 22:2: Too many authentication failures\nDisconnected from ::1 port 22',
    'endpoint.auth-failed',
  ],
  [
    "Permissions 0644 for '/k' are too open.\nroot@spare: Permission denied (publickey).",
    'endpoint.identity-unreadable',
  ],
  [
    'Load key "/k": error in libcrypto\nroot@spare: Permission denied (publickey).',
    'endpoint.identity-unreadable',
  ],
  [
    'no such identity: /k: No such file or directory\nroot@spare: Permission denied (publickey).',
    'endpoint.identity-unreadable',
  ],
  ['Host key verification failed.', 'endpoint.host-key-changed'],
  [
    'No ED25519 host key is known for warmspare-spare-22 and you have requested strict checking.\nHost key verification failed.',
    'endpoint.host-key-unknown',
  ],
  [
    'Unable to negotiate with ::1 port 22: no matching host key type found. Their offer: ssh-ed25519',
    'endpoint.host-key-changed',
  ],
  ['kex_exchange_identification: banner line contains invalid characters', 'endpoint.not-ssh'],
  [
    'kex_exchange_identification: No SSH version received in first 1024 lines from server',
    'endpoint.not-ssh',
  ],
  ['banner exchange: Connection to 127.0.0.1 port 9: invalid format', 'endpoint.not-ssh'],
  [
    'kex_exchange_identification: Connection closed by remote host\nConnection closed by 127.0.0.1 port 9',
    'endpoint.refused',
  ],
  ['client_loop: send disconnect: Broken pipe', 'endpoint.unreachable'],
  ['Connection to spare closed by remote host.', 'endpoint.unreachable'],
];

describe('what ssh says when it fails', () => {
  it.each(SAID)('knows %j', (stderr, code) => {
    expect(sshFailure(`${stderr.replaceAll('\n', '\r\n')}\r\n`)?.code).toBe(code);
    expect(sshFailure(`${stderr}\n`)?.code).toBe(code);
  });

  it('takes the words of a remote command for no failure of its own', () => {
    expect(sshFailure('cat: /x: Permission denied\ndu: cannot read\n')).toBe(undefined);
  });
});
