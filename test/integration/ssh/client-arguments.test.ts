import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { sshArguments } from '../../../engine/ssh/client.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

let folder: string;
let knownHostsFile: string;
beforeEach(() => {
  folder = tempDir();
  knownHostsFile = join(folder, 'KNOWN');
});

describe('what ssh itself makes of the arguments', () => {
  const options = (): Parameters<typeof sshArguments>[1] => ({
    knownHostsFile,
    alias: 'warmspare-h-22',
    hostKeyAlgorithms: 'rsa-sha2-512,rsa-sha2-256',
    connectTimeoutSeconds: 7,
  });
  const read = (endpoint: SshEndpoint, more: object = {}): Map<string, string> => {
    const out = execFileSync('ssh', ['-G', ...sshArguments(endpoint, { ...options(), ...more })], {
      encoding: 'utf8',
    });
    return new Map(
      out.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
    );
  };
  const endpoint = (): SshEndpoint => ({
    kind: 'ssh',
    user: 'DOMAIN\\me',
    host: 'fe80::1%lo',
    port: 2222,
    hostKey: `SHA256:${'A'.repeat(43)}`,
    identityFile: join(folder, 'my key'),
  });

  it('is what we meant', () => {
    const got = read(endpoint());
    const said = [
      'host',
      'hostname',
      'user',
      'port',
      'hostkeyalias',
      'hostkeyalgorithms',
      'stricthostkeychecking',
      'batchmode',
      'forwardagent',
      'forwardx11',
      'identitiesonly',
      'identityagent',
      'connecttimeout',
      'serveraliveinterval',
      'serveralivecountmax',
      'updatehostkeys',
      'checkhostip',
      'compression',
      'addressfamily',
      'globalknownhostsfile',
      'controlmaster',
      'requesttty',
      'loglevel',
      'preferredauthentications',
    ];
    expect(Object.fromEntries(said.map((key) => [key, got.get(key)]))).toEqual({
      host: 'fe80::1%lo',
      hostname: 'fe80::1%lo',
      user: 'DOMAIN\\me',
      port: '2222',
      hostkeyalias: 'warmspare-h-22',
      hostkeyalgorithms: 'rsa-sha2-512,rsa-sha2-256',
      stricthostkeychecking: 'true',
      batchmode: 'yes',
      forwardagent: 'no',
      forwardx11: 'no',
      identitiesonly: 'yes',
      identityagent: 'none',
      connecttimeout: '7',
      serveraliveinterval: '15',
      serveralivecountmax: '3',
      updatehostkeys: 'false',
      checkhostip: 'no',
      compression: 'no',
      addressfamily: 'any',
      globalknownhostsfile: '/dev/null',
      controlmaster: 'false',
      requesttty: 'false',
      loglevel: 'INFO',
      preferredauthentications: 'publickey',
    });
  });

  it('keeps each path one path', () => {
    const got = read(endpoint());
    // ssh -G has read the tokens of the others and not yet those of identity files.
    const percent = (path: string): string => path.replaceAll('%', '%%');
    expect([got.get('userknownhostsfile'), got.get('identityfile')]).toEqual([
      knownHostsFile,
      percent(join(folder, 'my key')),
    ]);
    expect(read(endpoint(), { agentSocket: join(folder, 's') }).get('identityagent')).toBe(join(folder, 's'));
  });
});
