import { describe, expect, it } from 'vitest';
import { aWorld } from '../../fakes/fake-engine.ts';
import { cli, PIN } from './cli-harness.ts';

const ADD = ['pair', 'add', 'office', '--primary', 'local', '--standby', 'ssh://root@spare.local'];
const VOLUME = ['--volume', '/Volumes/Users=/Volumes/Spare/Users'];

describe('pair add', () => {
  it.each([
    ['daily 3am', { kind: 'times', times: ['03:00'] }, 'every day at 03:00'],
    ['every 15m', { kind: 'every', minutes: 15 }, 'every 15 minutes'],
  ])('takes the schedule %s', async (text, schedule, words) => {
    const world = aWorld();
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--schedule', text], { world });
    expect(world.pairs).toMatchObject([{ schedule }]);
    expect(ran.stdout).toContain(`  Schedule    ${words}\n`);
    const changed = await cli(['pair', 'change', 'office', '--schedule', 'by hand'], { world });
    expect([changed.status, world.pairs[0]?.schedule]).toEqual([0, { kind: 'manual' }]);
  });

  it('takes what a due run waits for, and takes it back', async () => {
    const world = aWorld();
    const quiet = ['--quiet', '10pm-6am', '--quiet', 'weekdays 09:00 - 17:00'];
    const waits = ['--on-mains', '--network', 'Office', '--network', 'Büro 2', ...quiet];
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--schedule', 'hourly', ...waits], {
      world,
    });
    expect([ran.stderr, world.pairs[0]?.conditions]).toEqual([
      '',
      {
        onMains: true,
        networks: ['Office', 'Büro 2'],
        quiet: [
          { from: '22:00', to: '06:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
          { from: '09:00', to: '17:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
        ],
      },
    ]);
    expect(ran.stdout).toContain(`  Schedule    every hour
              only on mains power
              only on the network Office or Büro 2
              not between 22:00 and 06:00 every day
              not between 09:00 and 17:00 on weekdays
`);
    await cli(['pair', 'change', 'office', '--no-on-mains', '--no-networks'], { world });
    expect(world.pairs[0]?.conditions).toMatchObject({ onMains: false, networks: [], quiet: [{}, {}] });
    await cli(['pair', 'change', 'office', '--no-quiet-times'], { world });
    expect([world.pairs[0]?.conditions.quiet, world.pairs[0]?.schedule]).toEqual([
      [],
      { kind: 'every', minutes: 60 },
    ]);
  });

  it.each([
    ['22:00'],
    ['22:00-22:00'],
    ['22:00-25:00'],
    ['nights'],
    ['9-17'],
    ['09:00 and 10:00-17:00'],
    [''],
  ])('takes no %s for a time of quiet', async (text) => {
    const world = aWorld();
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--quiet', text], { world });
    expect([ran.status, world.pairs]).toEqual([2, []]);
    expect(ran.stderr).toContain(`--quiet is "${text}", and must be from a time to another`);
  });

  it('takes it that this machine wakes up for a due run, and takes that back', async () => {
    const world = aWorld();
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--schedule', 'daily 3am', '--wake'], {
      world,
    });
    expect([ran.stderr, world.pairs[0]?.wake]).toEqual(['', true]);
    expect(ran.stdout).toContain(
      '  Schedule    every day at 03:00\n              this machine wakes up for it\n',
    );
    await cli(['pair', 'change', 'office', '--schedule', 'daily 4am'], { world });
    expect(world.pairs[0]?.wake).toBe(true);
    const changed = await cli(['pair', 'change', 'office', '--no-wake'], { world });
    expect([changed.status, world.pairs[0]?.wake]).toEqual([0, false]);
    expect(changed.stdout).not.toContain('wakes up');
  });

  it('wakes up for no run by hand, and says so', async () => {
    const world = aWorld();
    await cli([...ADD, ...VOLUME, '--host-key', PIN], { world });
    const ran = await cli(['pair', 'change', 'office', '--wake'], { world });
    expect([ran.status, world.pairs[0]?.wake]).toEqual([2, false]);
    expect(ran.stderr).toBe(
      'warmspare: by hand, no run is due that this machine could wake up for: it needs a schedule as well. Nothing was stored.\n',
    );
  });

  it('says what of a schedule was understood', async () => {
    const world = aWorld();
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--schedule', 'weekdays at 7'], { world });
    expect([ran.status, world.pairs]).toEqual([2, []]);
    expect(ran.stderr).toContain(
      'warmspare: --schedule is no schedule: "weekdays at" was understood; then "7" could be many things: write 07:00 or 7pm\n',
    );
  });
});
