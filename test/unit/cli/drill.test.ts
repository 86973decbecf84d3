import { describe, expect, it } from 'vitest';
import { aDrill, aDrillStep } from '../../fakes/drill-builders.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli } from './cli-harness.ts';

const STEPS = [
  aDrillStep(),
  aDrillStep({
    kind: 'database',
    text: '/Users/shop.db',
    state: 'failed',
    output: 'PRAGMA quick_check: row 3\nmissing from index x',
    durationMs: 65_000,
  }),
  aDrillStep({ kind: 'configuration', text: 'nginx', state: 'skipped' }),
];

describe('warmspare drill', () => {
  it('prints each thing that was tried, and that nothing failed', async () => {
    const steps = [aDrillStep(), aDrillStep({ kind: 'command', text: '/usr/local/bin/try-wiki 127.0.0.1' })];
    const world = aWorld({ pairs: [aPair()], drill: aDrill({ steps }) });
    expect(await cli(['drill', 'office'], { world })).toMatchObject({
      status: 0,
      stdout: `Places of the copy: passed (1.5 s)
Command try-wiki: passed (1.5 s)

The drill has passed: of 2 things 2 passed, in 1 min.
What it says of readiness: warmspare readiness office
`,
    });
    expect(world.calls).toEqual([['failover.drill', 'office']]);
  });

  it('says what failed and what nobody tried, and ends with 5', async () => {
    const world = aWorld({ pairs: [aPair()], drill: aDrill({ steps: STEPS }) });
    expect(await cli(['drill', 'office'], { world })).toMatchObject({
      status: 5,
      stdout: `Places of the copy: passed (1.5 s)
Database /Users/shop.db: failed (1 min 5 s)
  PRAGMA quick_check: row 3
  missing from index x
Configuration of nginx: not tried (1.5 s)

The drill has failed: of 3 things 1 passed, 1 failed, 1 not tried, in 1 min.
No service was tried: the pair has no commands for that (pair change --on-drill 'standby: …').
Until another one has passed, the standby counts as not ready: warmspare drill office
`,
    });
  });

  it('is one object with --json', async () => {
    const drill = aDrill({ steps: STEPS });
    const ran = await cli(['drill', 'office', '--json'], { world: aWorld({ pairs: [aPair()], drill }) });
    const { id, name } = aPair();
    expect([ran.status, JSON.parse(ran.stdout)]).toEqual([
      5,
      { type: 'drill', pair: { id, name }, hasPassed: false, ...drill },
    ]);
  });
});

describe('the databases of a drill', () => {
  it('are named by where they lie on the primary, shown, and taken back', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli(
      [
        'pair',
        'change',
        'office',
        '--drill-database',
        '/Volumes/Users/a.db',
        '--drill-database',
        '/Volumes/Users//b.db/',
      ],
      { world },
    );
    expect([ran.status, world.pairs[0]?.failover.databases]).toEqual([
      0,
      ['/Volumes/Users/a.db', '/Volumes/Users/b.db'],
    ]);
    expect((await cli(['pair', 'show', 'office'], { world })).stdout).toMatch(
      /Drills open +\/Volumes\/Users\/a\.db\n +\/Volumes\/Users\/b\.db\n/,
    );
    await cli(['pair', 'change', 'office', '--failover-notes', 'Anna'], { world });
    expect(world.pairs[0]?.failover.databases).toEqual(['/Volumes/Users/a.db', '/Volumes/Users/b.db']);
    await cli(['pair', 'change', 'office', '--drill-database', 'none'], { world });
    expect(world.pairs[0]?.failover).toEqual({ notes: 'Anna' });
  });

  it('that are in no volume are refused', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli(['pair', 'change', 'office', '--drill-database', '/srv/b.db'], { world });
    expect([ran.status, world.pairs[0]?.failover]).toEqual([2, { notes: '' }]);
    expect(ran.stderr).toContain('/srv/b.db is in no volume of the pair: no drill could open it');
  });

  it('that are no paths are refused', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli(['pair', 'change', 'office', '--drill-database', 'a.db'], { world });
    expect([ran.status, world.pairs[0]?.failover]).toEqual([2, { notes: '' }]);
    expect(ran.stderr).toContain(
      '--drill-database is "a.db", and must be where the database lies on the primary',
    );
  });
});
