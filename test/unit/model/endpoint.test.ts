import { describe, expect, it } from 'vitest';
import { formatEndpoint, parseEndpointText, SshEndpoint } from '../../../engine/model/endpoint.ts';
import { Pair } from '../../../engine/model/pair.ts';
import { VolumePath } from '../../../engine/model/volume.ts';
import { aPair } from '../../fakes/builders.ts';

describe('an endpoint', () => {
  it.each([
    ['local', { kind: 'local' }],
    ['ssh://root@spare.local', { kind: 'ssh', user: 'root', host: 'spare.local', port: 22 }],
    ['ssh://root@10.0.0.2:2222', { kind: 'ssh', user: 'root', host: '10.0.0.2', port: 2222 }],
    ['ssh://admin@[fe80::1%en0]:22', { kind: 'ssh', user: 'admin', host: 'fe80::1%en0', port: 22 }],
  ])('is read from %s', (text, expected) => {
    expect(parseEndpointText(text)).toEqual(expected);
  });

  it.each([
    'spare.local',
    'ssh://spare.local',
    'ssh://root@',
    'ssh://-oProxyCommand=x@host',
    'ssh://root@-oProxyCommand=x',
    'ssh://root@host:0',
    'ssh://root@host:65536',
    'ssh://ro ot@host',
    'ssh://root@ho st',
    'ssh://root@host/path',
    'ssh://root@host\n',
  ])('is not read from %j', (text) => {
    expect(parseEndpointText(text)).toBeUndefined();
  });

  it('is written as it is read', () => {
    const hostKey = `SHA256:${'A'.repeat(43)}`;
    const endpoint = SshEndpoint.parse({ kind: 'ssh', user: 'root', host: 'fe80::1', port: 2222, hostKey });
    expect(formatEndpoint(endpoint)).toBe('ssh://root@[fe80::1]:2222');
  });

  it('over ssh does not exist without a pinned host key', () => {
    const { hostKey: _hostKey, ...unpinned } = aPair().standby as SshEndpoint;
    expect(Pair.safeParse({ ...aPair(), standby: unpinned }).success).toBe(false);
  });
});

describe('a volume path', () => {
  it('loses what only looks different', () => {
    expect(['/a//b/', '/', '//'].map((path) => VolumePath.parse(path))).toEqual(['/a/b', '/', '/']);
  });

  it.each(['a/b', '', '/a/../b', '/a/./b', '/a\0b'])('is not %j', (path) => {
    expect(VolumePath.safeParse(path).success).toBe(false);
  });
});
