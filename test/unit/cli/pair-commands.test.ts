import { describe, expect, it } from 'vitest';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, PIN } from './cli-harness.ts';

const ADD = ['pair', 'add', 'office', '--primary', 'local', '--standby', 'ssh://root@spare.local'];
const GOOD = [...ADD, '--volume', '/a=/b', '--host-key', PIN];

describe('limits of bandwidth', () => {
  it('are taken, shown in the form that they are taken in, and taken back', async () => {
    const world = aWorld();
    const rules = ['--bandwidth', 'mon-fri 8am-6pm 2M', '--bandwidth', '500k'];
    const ran = await cli([...GOOD, ...rules], { world });
    expect(world.pairs[0]?.bandwidth).toMatchObject([
      { window: { from: '08:00', to: '18:00' }, kibPerSecond: 2048 },
      { kibPerSecond: 500 },
    ]);
    expect(ran.stdout).toContain('  Bandwidth   weekdays 08:00-18:00 2M\n              500K\n');
    await cli(['pair', 'change', 'office', '--no-bandwidth-limits'], { world });
    expect(world.pairs[0]?.bandwidth).toEqual([]);
    const bad = await cli(['pair', 'change', 'office', '--bandwidth', 'slow'], { world });
    expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining('--bandwidth is "slow"')]);
  });
});

describe('commands of a pair', () => {
  it('are taken, shown and taken back', async () => {
    const world = aWorld();
    const ran = await cli(
      [
        ...GOOD,
        '--before',
        'primary: pg_dumpall >/var/dump',
        '--before',
        'standby(30m, go-on): freeze',
        '--after',
        ' standby (90s):thaw',
      ],
      { world },
    );
    expect(world.pairs[0]?.commands).toEqual([
      {
        when: 'before',
        on: 'primary',
        text: 'pg_dumpall >/var/dump',
        timeoutSeconds: 600,
        ifItFails: 'stop',
      },
      { when: 'before', on: 'standby', text: 'freeze', timeoutSeconds: 1800, ifItFails: 'go-on' },
      { when: 'after', on: 'standby', text: 'thaw', timeoutSeconds: 90 },
    ]);
    expect(ran.stdout).toContain(
      'before a sync, on the primary, for 10 min at most: pg_dumpall >/var/dump\n',
    );
    expect(ran.stdout).toContain(
      'before a sync, which goes on when it fails, on the standby, for 30 min at most: freeze\n',
    );
    await cli(['pair', 'change', 'office', '--no-commands-before'], { world });
    expect(world.pairs[0]?.commands).toMatchObject([{ text: 'thaw' }]);
    await cli(['pair', 'change', 'office', '--before', 'primary:date', '--no-commands-after'], { world });
    expect(world.pairs[0]?.commands).toMatchObject([{ when: 'before', text: 'date' }]);
  });

  it('of a promotion and of its end are the standby’s alone', async () => {
    const world = aWorld();
    const wanted = ['--on-promote', 'standby: take-over', '--on-demote', 'standby(5m): hand-over'];
    const ran = await cli([...GOOD, '--before', 'primary: dump', ...wanted], { world });
    expect(world.pairs[0]?.commands.slice(1)).toEqual([
      { when: 'promote', on: 'standby', text: 'take-over', timeoutSeconds: 600 },
      { when: 'demote', on: 'standby', text: 'hand-over', timeoutSeconds: 300 },
    ]);
    expect(ran.stdout).toContain(
      'when the standby is promoted, on the standby, for 10 min at most: take-over\n',
    );
    expect(ran.stdout).toContain('when that ends, on the standby, for 5 min at most: hand-over\n');
    await cli(['pair', 'change', 'office', '--no-commands-on-promote'], { world });
    expect(world.pairs[0]?.commands).toMatchObject([{ text: 'dump' }, { text: 'hand-over' }]);
    for (const text of ['primary: take-over', 'standby(go-on): take-over']) {
      const bad = await cli([...GOOD, '--on-promote', text], { world });
      expect(bad.stderr).toContain(`--on-promote is "${text}", and must be the standby and a command of sh`);
    }
  });

  it('of a drill are the standby’s alone', async () => {
    const world = aWorld();
    const ran = await cli([...GOOD, '--on-drill', 'standby(5m): try-wiki'], { world });
    expect(world.pairs[0]?.commands).toEqual([
      { when: 'drill', on: 'standby', text: 'try-wiki', timeoutSeconds: 300 },
    ]);
    expect(ran.stdout).toContain('in a drill, on the standby, for 5 min at most: try-wiki\n');
    await cli(['pair', 'change', 'office', '--no-commands-on-drill'], { world });
    expect(world.pairs[0]?.commands).toEqual([]);
  });

  it.each([
    'date',
    'here: date',
    'primary:',
    'primary(2d): date',
    'primary(25h): date',
    'primary(0s): date',
    'primary(soon): date',
  ])('are none of %j', async (text) => {
    const world = aWorld();
    const ran = await cli([...GOOD, '--before', text], { world });
    expect([ran.status, world.pairs]).toEqual([2, []]);
    expect(ran.stderr).toContain(`--before is "${text}", and must be a machine and a command`);
  });

  it('that the guard does not know yet need another set-up', async () => {
    const standby = { ...aPair().standby, keyId: 'key-0123456789' } as ReturnType<typeof aPair>['standby'];
    const world = aWorld({ pairs: [aPair({ standby })] });
    const ran = await cli(['pair', 'change', 'office', '--after', 'standby: thaw'], { world });
    expect(ran.stdout).toContain('The standby takes and runs nothing new before you sign in there once more');
  });
});
