import { describe, expect, it } from 'vitest';
import type { Promotions, PromotionPlan, WayBack } from '../../../engine/api/promotion.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import type { PromotionRecord, PromotionStep } from '../../../engine/model/promotion.ts';
import { aRun, aWorld, NO_PROMOTION, RUN_ID, type FakeWorld } from '../../fakes/fake-engine.ts';
import { SILENT } from '../../fakes/fake-standby.ts';
import { aPair, aStatus, cli, PIN } from './cli-harness.ts';

const PAIR = aPair({
  primary: { kind: 'ssh', user: 'root', host: 'office.local', port: 22, hostKey: PIN },
  driver: 'primary',
});
const STEPS: readonly PromotionStep[] = [
  { kind: 'look', state: 'waiting' },
  { kind: 'name', state: 'waiting' },
  { kind: 'mark', state: 'waiting' },
  {
    kind: 'command',
    state: 'waiting',
    text: 'networksetup -setmanual Ethernet 10.0.0.5\necho taken',
    timeoutSeconds: 60,
  },
];
const PLAN: PromotionPlan = {
  pair: PAIR,
  primaryName: 'office.local',
  looks: SILENT,
  role: { state: 'standby', generation: 2 },
  steps: STEPS,
};
const RECORD: PromotionRecord = {
  role: { state: 'promoted', generation: 3, since: '2026-11-23T09:00:00Z' },
  seenAt: '2026-11-23T09:00:00.000Z',
  journal: { kind: 'promote', startedAt: '', finishedAt: '', steps: [...STEPS] },
};

function aPromotion(fields: Partial<Promotions> = {}, more: Partial<FakeWorld> = {}): FakeWorld {
  const world: FakeWorld = aWorld({ pairs: [PAIR], ...more });
  world.promotion = {
    ...NO_PROMOTION,
    plan: () => Promise.resolve(PLAN),
    promote: (_, { onEvent, ...options } = {}) => {
      const { signal: _signal, ...rest } = options;
      world.calls.push(['promote', rest]);
      onEvent?.({ type: 'promotion.step', step: { kind: 'mark', state: 'running' }, number: 3, count: 4 });
      const done = { kind: 'mark' as const, state: 'done' as const, output: 'promoted, generation 3\n' };
      onEvent?.({ type: 'promotion.step', step: done, number: 3, count: 4 });
      return Promise.resolve(RECORD);
    },
    ...fields,
  };
  return world;
}

describe('warmspare promote', () => {
  it('--dry-run prints both machines and every step, and does nothing', async () => {
    const world = aPromotion();
    const ran = await cli(['promote', 'office', '--dry-run'], { world });
    expect([ran.status, world.calls]).toEqual([0, []]);
    expect(ran.stdout).toBe(`  Primary, by ssh   silent at office.local: nothing within 5 s
  Primary, by ping  silent at office.local: 5 questions, and no answer
  Standby           answers: standby, generation 2

The steps of the promotion:
  1. Look whether the primary is silent, by ssh and by ping, and the standby answers
  2. Hear from a person that the primary is off and stays off
  3. Raise the fence: from then on nothing is copied onto the standby
  4. Run on the standby: networksetup
       networksetup -setmanual Ethernet 10.0.0.5
       echo taken

Nothing was done. To do it: warmspare promote office --primary-is-off office.local
`);
    expect(
      JSON.parse((await cli(['promote', 'office', '--dry-run', '--json'], { world })).stdout),
    ).toMatchObject({
      type: 'promotion.plan',
      primaryName: 'office.local',
      steps: STEPS,
    });
  });

  it('asks for the name of the primary on a terminal, and tells of each step', async () => {
    const world = aPromotion();
    const ran = await cli(['promote', 'office'], { world, terminal: true, typed: 'office.local\n' });
    expect([ran.status, world.calls]).toEqual([0, [['promote', { primaryIsOff: 'office.local' }]]]);
    expect(ran.stderr).toContain('Is it off, and stays off? Then type its name, office.local: ');
    expect(ran.stdout).toContain(
      '3/4 Raise the fence: from then on nothing is copied onto the standby: done\n      promoted, generation 3\nPromoted, generation 3. ',
    );
    expect(ran.stdout).toContain('When the primary is well again: warmspare failback office\n');
  });

  it('takes the name from an option alone where nobody can be asked', async () => {
    const world = aPromotion();
    const refused = await cli(['promote', 'office'], { world });
    expect([refused.status, world.calls]).toEqual([2, []]);
    expect(refused.stderr).toContain('--primary-is-off has to be given');
    const options = ['--primary-is-off', 'office.local', '--address', '10.0.0.5', '--json'];
    const ran = await cli(['promote', 'office', ...options], { world });
    expect([ran.status, world.calls]).toEqual([
      0,
      [['promote', { primaryIsOff: 'office.local', address: '10.0.0.5' }]],
    ]);
    expect(JSON.parse(ran.stdout)).toEqual({ type: 'promotion.finished', ...RECORD });
  });

  it('asks nobody again once a name was given, and nothing before a primary that answers', async () => {
    const steps = STEPS.map((step) => (step.kind === 'name' ? { ...step, state: 'done' as const } : step));
    const world = aPromotion({ plan: () => Promise.resolve({ ...PLAN, steps }) });
    expect((await cli(['promote', 'office'], { world })).status).toBe(0);
    expect(world.calls).toEqual([['promote', {}]]);
    const { problem } = EngineError.of('promote.primary-alive', {
      side: 'primary',
      found: 'ssh',
      text: 'ssh at office.local: answers, SSH-2.0-OpenSSH_9.9',
    });
    const alive = aPromotion({ plan: () => Promise.resolve({ ...PLAN, problem }) });
    const ran = await cli(['promote', 'office', '--primary-is-off', 'office.local'], { world: alive });
    expect([ran.status, alive.calls]).toEqual([4, []]);
    expect(ran.stderr).toContain('the primary answers: ssh at office.local: answers, SSH-2.0-OpenSSH_9.9.');
    const dry = await cli(['promote', 'office', '--dry-run'], { world: alive });
    expect([dry.status, dry.stdout]).toEqual([
      4,
      expect.stringContaining('Nothing was done, and nothing would be: The primary answers'),
    ]);
  });

  it('--undo passes on that changes may go, and is refused without a word', async () => {
    const world = aPromotion({
      undo: (_, { changesAreLost } = {}) =>
        changesAreLost === true
          ? Promise.resolve({ ...RECORD, role: { state: 'standby', generation: 3 } })
          : Promise.reject(EngineError.of('promote.changes-lost', { side: 'standby', count: 3 })),
    });
    const refused = await cli(['promote', 'office', '--undo'], { world });
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain('--changes-there-are-lost');
    const ran = await cli(['promote', 'office', '--undo', '--changes-there-are-lost'], { world });
    expect([ran.status, ran.stdout]).toEqual([
      0,
      'The standby is the standby again, generation 3. Look at what the next sync would do: warmspare sync office --preview\n',
    ]);
  });

  it.each([
    [['--changes-there-are-lost']],
    [['--undo', '--dry-run']],
    [['--undo', '--primary-is-off', 'x']],
    [['--dry-run', '--primary-is-off', 'x']],
  ])('does not take %j', async (options) => {
    const world = aPromotion();
    expect([(await cli(['promote', 'office', ...options], { world })).status, world.calls]).toEqual([2, []]);
  });
});

describe('warmspare failback', () => {
  const wayBack = aPair({ name: 'office back', primary: PAIR.standby, standby: PAIR.primary });
  const WAY: WayBack = { pair: PAIR, wayBack, role: RECORD.role, isNew: true, needsSetup: true };

  it('says what set-up the way back needs, and copies nothing', async () => {
    const world = aPromotion({ failBack: () => Promise.resolve(WAY) });
    const ran = await cli(['failback', 'office'], { world });
    expect([ran.status, ran.stdout]).toEqual([
      0,
      `Made the way back of office: the pair office back, which copies by hand alone,
from ssh://root@spare.local to ssh://root@office.local:
  /Volumes/Users -> /Volumes/Spare/Users

It needs a set-up first, with keys of its own: warmspare setup 'office back'
Then look at what would come back: warmspare failback office
`,
    ]);
  });

  it('shows what would come back once that is done', async () => {
    const world = aPromotion(
      { failBack: () => Promise.resolve({ ...WAY, isNew: false, needsSetup: false }) },
      { pairs: [PAIR, wayBack], result: aRun({ mode: 'preview', pairName: 'office back' }) },
    );
    const ran = await cli(['failback', 'office'], { world });
    expect(ran.status).toBe(0);
    expect(world.calls).toContainEqual(expect.arrayContaining(['sync']));
    expect(ran.stdout).toContain(
      "Copy it, as often as you like while the standby serves: warmspare sync 'office back'\n",
    );
    expect(ran.stdout).toContain('give the role back: warmspare failback office --finish\n');
  });

  it('--finish asks whether everything is stopped, and ends as the copy after it did', async () => {
    const asked: unknown[] = [];
    const copied = aRun({ outcome: 'held' });
    const world = aPromotion(
      {
        finishFailBack: (_, options) => {
          asked.push(options?.servicesAreStopped);
          return Promise.resolve({ pairId: PAIR.id, record: RECORD, copied: RUN_ID });
        },
      },
      { runs: [copied] },
    );
    const ran = await cli(['failback', 'office', '--finish'], { world, terminal: true, typed: 'yes\n' });
    expect([ran.status, asked]).toEqual([4, [true]]);
    expect(ran.stdout).toContain('The role is given back: the primary serves');
    expect(ran.stdout).toContain('Look at it before the next one: warmspare sync office --preview');
    expect((await cli(['failback', 'office', '--finish'], { world })).status).toBe(2);
    expect((await cli(['failback', 'office', '--services-are-stopped'], { world })).status).toBe(2);
    expect(
      (await cli(['failback', 'office', '--finish', '--services-are-stopped', '--json'], { world })).status,
    ).toBe(4);
    expect(asked).toEqual([true, true]);
  });
});

describe('the status of a promoted pair', () => {
  it('says its role, and that nothing is copied', async () => {
    const promoted = aStatus({ pair: PAIR, recoveryPoint: '2026-11-23T08:00:00.000Z', promotion: RECORD });
    const world = aPromotion({}, { statuses: [promoted] });
    const one = await cli(['status', 'office'], { world });
    expect(one.stdout).toContain(
      'Role            promoted, generation 3, since 09:00: nothing is copied onto it. When the primary is well: warmspare failback office\n',
    );
    expect(one.stdout).toContain('1 h 16 min ago: the last copy before the standby was promoted\n');
    expect((await cli(['status'], { world })).stdout).toMatch(/office .* promoted/);
  });
});
