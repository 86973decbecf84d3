import { describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { sshArguments, sshOptions } from '../../../engine/ssh/client.ts';

const ENDPOINT: SshEndpoint = {
  kind: 'ssh',
  user: 'root',
  host: 'spare.local',
  port: 2222,
  hostKey: `SHA256:${'A'.repeat(43)}`,
};
const OPTIONS = {
  knownHostsFile: '/home/a b/100%/known_hosts',
  alias: 'warmspare-spare.local-2222',
  hostKeyAlgorithms: 'ssh-ed25519',
  connectTimeoutSeconds: 10,
};

describe('ssh arguments', () => {
  it('end with the host, after which only a command may stand', () => {
    expect(sshArguments(ENDPOINT, OPTIONS)).toEqual([...sshOptions(ENDPOINT, OPTIONS), '--', 'spare.local']);
  });

  it('read no configuration and name the port and the user', () => {
    expect(sshOptions(ENDPOINT, OPTIONS).slice(0, 7)).toEqual([
      '-F',
      '/dev/null',
      '-T',
      '-p',
      '2222',
      '-l',
      'root',
    ]);
  });

  it('quote paths as ssh_config wants them', () => {
    expect(sshOptions(ENDPOINT, OPTIONS)).toContain('UserKnownHostsFile="/home/a b/100%%/known_hosts"');
  });

  it('use only the identity file when one is given', () => {
    const words = sshOptions({ ...ENDPOINT, identityFile: '/k' }, OPTIONS);
    expect(words).toEqual(
      expect.arrayContaining(['IdentityFile="/k"', 'IdentitiesOnly=yes', 'IdentityAgent=none']),
    );
  });

  it('use only the app’s agent when there is one, and lend it only when told', () => {
    const withAgent = { ...OPTIONS, agentSocket: '/s' };
    const words = sshOptions({ ...ENDPOINT, identityFile: '/k' }, withAgent);
    expect(words.filter((word) => /^(Identity|Forward[AX])/.test(word))).toEqual([
      'IdentityAgent="/s"',
      'IdentityFile=none',
      'ForwardAgent=no',
      'ForwardX11=no',
    ]);
    expect(sshOptions(ENDPOINT, { ...withAgent, forwardAgent: true })).toContain('ForwardAgent=yes');
    expect(sshOptions(ENDPOINT, { ...OPTIONS, forwardAgent: true })).toContain('ForwardAgent=no');
  });

  it('refuse a path that ssh would expand', () => {
    expect(() => sshOptions({ ...ENDPOINT, identityFile: '/${HOME}/k' }, OPTIONS)).toThrow(
      'endpoint.identity-unreadable',
    );
  });
});
