import { describe, expect, it } from 'vitest';
import { KeyId } from '../../../engine/model/ids.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, OTHER_PIN, PIN } from './cli-harness.ts';

const CHANGE = ['pair', 'change', 'office'];
const GUARDED = aPair({
  standby: {
    kind: 'ssh',
    user: 'root',
    host: 'spare.local',
    port: 22,
    hostKey: PIN,
    keyId: KeyId.parse('key-0123456789'),
  },
});

describe('pair change', () => {
  it('gives the engine what was named, and nothing else', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const options = [
      ...['--name', 'front', '--volume', '/a\\=b=/c', '--volume', '/d=/e', '--exclude', '*.tmp'],
      ...['--preset', 'macos-data', '--max-delete', '5%', '--driver', 'local'],
    ];
    expect(await cli([...CHANGE, ...options], { world })).toMatchObject({ status: 0, stderr: '' });
    expect(
      await cli(['pair', 'change', 'front', '--no-excludes', '--max-delete', 'default'], { world }),
    ).toMatchObject({ status: 0 });
    expect(world.calls).toEqual([
      [
        'pairs.change',
        'office',
        {
          name: 'front',
          volumes: [
            { source: '/a=b', destination: '/c' },
            { source: '/d', destination: '/e' },
          ],
          excludes: ['*.tmp'],
          preset: 'macos-data',
          deletion: { kind: 'mirror', limit: { kind: 'percent', percent: 5 } },
          driver: 'local',
        },
      ],
      ['pairs.change', 'front', { excludes: [], deletion: { kind: 'mirror', limit: { kind: 'default' } } }],
    ]);
  });

  it('takes another way to the same machine with the key that was pinned, and another machine with another', async () => {
    const world = aWorld({ pairs: [aPair()] });
    await cli([...CHANGE, '--standby', 'ssh://root@10.0.0.9:2222'], { world });
    await cli([...CHANGE, '--standby', 'ssh://root@10.0.0.9', '--host-key', OTHER_PIN], { world });
    const at = { kind: 'ssh', user: 'root', host: '10.0.0.9' };
    expect(world.calls).toEqual([
      ['pairs.change', 'office', { standby: { ...at, port: 2222, hostKey: PIN } }],
      ['pairs.change', 'office', { standby: { ...at, port: 22, hostKey: OTHER_PIN } }],
    ]);
  });

  it('shows the pair and what comes next', async () => {
    const renamed = await cli([...CHANGE, '--name', 'front'], { world: aWorld({ pairs: [GUARDED] }) });
    expect(renamed.stdout).toMatch(/^front\n/);
    expect(renamed.stdout).toMatch(
      /Changed\. See what a sync would do now: warmspare sync front --preview\n$/,
    );
    const moved = await cli([...CHANGE, '--volume', '/Volumes/Users=/elsewhere'], {
      world: aWorld({ pairs: [GUARDED] }),
    });
    expect(moved.stdout).toMatch(/before you sign in there once more: warmspare setup office\n$/);
  });

  it('is one object with --json', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli([...CHANGE, '--name', 'front', '--json'], { world });
    expect(jsonLines(ran.stdout)).toEqual([{ type: 'pair.changed', pair: world.pairs[0] }]);
    expect(world.pairs[0]?.name).toBe('front');
  });

  it.each([
    [[], /nothing is to be changed/],
    [['--exclude', 'a', '--no-excludes'], /cannot be given together/],
    [['--identity', 'id'], /--identity is given, but no machine/],
    [['--host-key', PIN], /repeat --standby/],
    [['--name', '/'], /must be a name/],
    [['--volume', '/a'], /SRC=DEST/],
  ])('refuses %j', async (options, reason) => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli([...CHANGE, ...options], { world });
    expect([ran.status, world.calls]).toEqual([2, []]);
    expect(ran.stderr).toMatch(reason);
  });
});
