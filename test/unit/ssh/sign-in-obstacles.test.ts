import { describe, expect, it } from 'vitest';
import { dropInFor, findObstacles } from '../../../engine/ssh/sshd-settings.ts';

/** As OpenSSH 9.2 prints them. */
const USUAL = `port 22
permitrootlogin without-password
pubkeyauthentication yes
authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2
authenticationmethods any
pubkeyacceptedalgorithms ssh-ed25519-cert-v01@openssh.com,ssh-ed25519,rsa-sha2-512
forcecommand none
`;
const usualBut = (...lines: readonly string[]): string => {
  const names = lines.map((line) => line.split(' ')[0]);
  return [...USUAL.split('\n').filter((line) => !names.includes(line.split(' ')[0])), ...lines].join('\n');
};

describe('what stands in the way of root’s key', () => {
  it.each([
    ['as it comes', []],
    ['with any root', ['permitrootlogin yes']],
    ['with root for commands only', ['permitrootlogin forced-commands-only']],
    ['with root among the users', ['allowusers admin', 'allowusers root@10.0.0.*']],
    ['with a pattern for users', ['allowusers r??t']],
    ['with root’s group', ['allowgroups staff', 'allowgroups wheel']],
    ['with others denied', ['denyusers guest', 'denygroups guests']],
    ['with %h', ['authorizedkeysfile /etc/keys/%u %h/.ssh/authorized_keys']],
    ['with a key alone among the methods', ['authenticationmethods password,publickey publickey']],
  ])('is nothing %s', (_, lines) => {
    expect(findObstacles(usualBut(...lines))).toEqual([]);
  });

  it.each([
    ['permitrootlogin no', 'root-login', 'no'],
    ['pubkeyauthentication no', 'public-key', 'no'],
    ['authorizedkeysfile /etc/ssh/keys/%u', 'keys-file', '/etc/ssh/keys/%u'],
    ['authorizedkeysfile none', 'keys-file', 'none'],
    ['authenticationmethods publickey,password', 'methods', 'publickey,password'],
    ['pubkeyacceptedalgorithms rsa-sha2-512', 'algorithms', 'rsa-sha2-512'],
    ['pubkeyacceptedkeytypes ssh-rsa', 'algorithms', 'ssh-rsa'],
    ['forcecommand /bin/menu', 'command', '/bin/menu'],
    ['allowusers admin', 'allow-users', 'admin'],
    ['allowgroups staff', 'allow-groups', 'staff'],
    ['denyusers root', 'deny-users', 'root'],
    ['denygroups w*', 'deny-groups', 'w*'],
    ['warmspare-access-group no', 'access-group', 'com.apple.access_ssh'],
  ])('is %s', (line, kind, value) => {
    const text = line.startsWith('pubkeyacceptedkeytypes')
      ? usualBut(line).replace(/^pubkeyacceptedalgorithms.*\n/m, '')
      : usualBut(line);
    expect(findObstacles(text)).toEqual([{ kind, value }]);
  });
});

describe('the drop-in', () => {
  it('is about root alone, and about what stands in the way alone', () => {
    const obstacles = findObstacles(usualBut('permitrootlogin no', 'allowusers admin\x1b[31m'));
    expect(dropInFor(obstacles)).toBe(
      [
        '# Written by Warmspare: lets root sign in with a key. It is about root alone; without this file all is as before.',
        'Match User root',
        '    PermitRootLogin prohibit-password',
        '    # before: no',
        '    AllowUsers root',
        '    # before: admin\\#033[31m',
        'Match all',
        '',
      ].join('\n'),
    );
  });

  it('is none where it would change nothing', () => {
    expect([dropInFor([]), dropInFor([{ kind: 'deny-users', value: 'root' }])]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
