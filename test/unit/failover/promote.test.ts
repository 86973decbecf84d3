import { describe, expect, it } from 'vitest';
import type { PromotionEvent } from '../../../engine/api/promotion.ts';
import { planPromotion, promote } from '../../../engine/failover/promote.ts';
import { undoPromotion } from '../../../engine/failover/undo.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { aPair } from '../../fakes/builders.ts';
import { Killed, PromotedWorld, SILENT } from '../../fakes/fake-standby.ts';
import { problemOf } from '../../helpers/problem-of.ts';

const COMMANDS: RunCommand[] = [
  { when: 'before', on: 'primary', text: 'dump', timeoutSeconds: 60, ifItFails: 'stop' },
  { when: 'promote', on: 'standby', text: 'address', timeoutSeconds: 60 },
  { when: 'promote', on: 'standby', text: 'services', timeoutSeconds: 60 },
  { when: 'demote', on: 'standby', text: 'no services', timeoutSeconds: 60 },
  { when: 'demote', on: 'standby', text: 'no address', timeoutSeconds: 60 },
];
const PRIMARY: Pair['primary'] = {
  kind: 'ssh',
  user: 'root',
  host: 'office.local',
  port: 22,
  hostKey: `SHA256:${'B'.repeat(43)}`,
};
const PAIR = aPair({ primary: PRIMARY, driver: 'primary', commands: COMMANDS });
const OFF = { primaryIsOff: 'Office.local' };
const DONE = ['fence up', 'promote address', 'promote services'];
const UNDONE = ['demote no services', 'demote no address', 'fence down'];

const states = (world: PromotedWorld): string[] =>
  world.record?.journal?.steps.map(({ kind, text, state }) => `${text ?? kind} ${state}`) ?? [];

describe('a promotion', () => {
  it('looks, hears the name, raises the fence and makes the standby serve, in this order, and writes all of it down', async () => {
    const world = new PromotedWorld();
    const events: PromotionEvent[] = [];
    const record = await promote(world.ports(), PAIR, { ...OFF, onEvent: (event) => events.push(event) });
    expect(world.done).toEqual(DONE);
    expect(record).toEqual(world.record);
    expect(record.role).toEqual({ state: 'promoted', generation: 1, since: '2026-11-27T08:00:00Z' });
    expect(record.journal?.finishedAt).toBe('1970-01-01T00:00:00.000Z');
    expect(record.journal?.steps.map(({ kind, output }) => [kind, output])).toEqual([
      [
        'look',
        'ssh at office.local: silent, nothing within 5 s\nping of office.local: silent, 5 questions, and no answer',
      ],
      ['name', 'office.local is said to be off'],
      ['mark', 'promoted, generation 1'],
      ['command', 'address said\n'],
      ['command', 'services said\n'],
    ]);
    expect(
      events.map(({ step, number, count }) => `${String(number)}/${String(count)} ${step.state}`),
    ).toEqual(
      [1, 2, 3, 4, 5].flatMap((number) => [`${String(number)}/5 running`, `${String(number)}/5 done`]),
    );
  });

  it('that is done is not done again', async () => {
    const world = new PromotedWorld();
    await promote(world.ports(), PAIR, OFF);
    world.looks = SILENT.map((look) => ({ ...look, state: 'answers' }));
    await promote(world.ports(), PAIR, {});
    expect([world.done, world.role.generation]).toEqual([DONE, 1]);
  });

  it.each([
    ['answers', 'promote.primary-alive'],
    ['unknown', 'promote.primary-unknown'],
  ] as const)('is refused while one of the two looks says that the primary %s', async (state, code) => {
    for (const path of ['ssh', 'ping']) {
      const world = new PromotedWorld();
      world.looks = SILENT.map((look) => (look.path === path ? { ...look, state } : look));
      expect(await problemOf(promote(world.ports(), PAIR, OFF))).toMatchObject({
        code,
        details: { found: path },
      });
      expect([world.done, states(world)[0]]).toEqual([[], 'look failed']);
      expect((await planPromotion(world.ports(), PAIR)).problem?.code).toBe(code);
    }
  });

  it.each([undefined, 'spare.local', 'office', ''])(
    'is refused when the typed name is %j',
    async (primaryIsOff) => {
      const world = new PromotedWorld();
      const asked = promote(world.ports(), PAIR, primaryIsOff === undefined ? {} : { primaryIsOff });
      expect(await problemOf(asked)).toMatchObject({
        code: 'promote.wrong-name',
        details: { expected: 'office.local' },
      });
      expect(world.done).toEqual([]);
    },
  );

  it('is refused on the primary itself', async () => {
    const here = aPair({ primary: { kind: 'local' } });
    const world = new PromotedWorld();
    expect(await problemOf(promote(world.ports(), here, OFF))).toMatchObject({
      code: 'promote.primary-alive',
      details: { found: 'local' },
    });
  });

  it('stops at a command that fails, and goes on there: with another look, and without asking for the name again', async () => {
    const world = new PromotedWorld();
    world.statuses.set('address', 3);
    expect(await problemOf(promote(world.ports(), PAIR, OFF))).toEqual({
      code: 'command.failed',
      retry: 'person',
      details: { side: 'standby', text: 'address', found: 'promote', exitCode: 3, output: 'address said\n' },
    });
    expect(states(world)).toEqual([
      'look done',
      'name done',
      'mark done',
      'address failed',
      'services waiting',
    ]);
    world.looks = SILENT.map((look) => ({ ...look, state: 'answers' }));
    expect(await problemOf(promote(world.ports(), PAIR, {}))).toMatchObject({
      code: 'promote.primary-alive',
    });
    world.looks = SILENT;
    world.statuses.clear();
    await promote(world.ports(), PAIR, {});
    expect(world.done).toEqual(['fence up', 'promote address', 'promote address', 'promote services']);
  });

  it('goes on with the commands that the pair has by then', async () => {
    const world = new PromotedWorld();
    world.statuses.set('services', 1);
    await problemOf(promote(world.ports(), PAIR, OFF));
    const mended = COMMANDS.map((command) =>
      command.text === 'services' ? { ...command, text: 'other services' } : command,
    );
    await promote(world.ports(), { ...PAIR, commands: mended }, {});
    expect(world.done).toEqual([...DONE, 'promote other services']);
  });

  it('begins anew where somebody has taken the fence down by hand', async () => {
    const world = new PromotedWorld();
    await promote(world.ports(), PAIR, OFF);
    world.role = { state: 'standby', generation: 1 };
    expect(await problemOf(promote(world.ports(), PAIR, {}))).toMatchObject({ code: 'promote.wrong-name' });
    const record = await promote(world.ports(), PAIR, OFF);
    expect([record.role.generation, world.done]).toEqual([2, [...DONE, ...DONE]]);
  });

  it('that is only planned changes nothing and tells every step', async () => {
    const world = new PromotedWorld();
    const plan = await planPromotion(world.ports(), PAIR);
    expect(plan).toMatchObject({ primaryName: 'office.local', looks: SILENT, role: { state: 'standby' } });
    expect(plan.steps.map(({ kind, text }) => text ?? kind)).toEqual([
      'look',
      'name',
      'mark',
      'address',
      'services',
    ]);
    expect([plan.problem, world.stored, world.done]).toEqual([undefined, undefined, []]);
  });
});

/** Each call of a port that a whole promotion makes, with the end of the process before and after what it does. */
const CUTS = await (async () => {
  const world = new PromotedWorld();
  await promote(world.ports(), PAIR, OFF);
  return Array.from({ length: world.calls }, (_, index) => [index + 1, false] as const).flatMap(([at]) => [
    [at, false] as const,
    [at, true] as const,
  ]);
})();

describe('a promotion that is killed', () => {
  const killed = async (killAt: number, isAfter: boolean): Promise<PromotedWorld> => {
    const world = new PromotedWorld();
    await expect(promote(world.ports(killAt, isAfter), PAIR, OFF)).rejects.toThrow(Killed);
    return world;
  };

  it('is cut at every step of it', () => {
    expect(CUTS.length).toBeGreaterThan(30);
  });

  it.each(CUTS)('in call %i (after it: %s) is finished by promoting again', async (killAt, isAfter) => {
    const world = await killed(killAt, isAfter);
    const record = await promote(world.ports(), PAIR, OFF);
    expect([record.role.state, record.role.generation, world.role]).toEqual(['promoted', 1, record.role]);
    expect(new Set(states(world).map((text) => text.replace(/^.* /, '')))).toEqual(new Set(['done']));
    // What was cut in the middle ran twice, and nothing in another order.
    expect(world.done.filter((each, index) => each !== world.done[index - 1])).toEqual(DONE);
    expect(world.done.length).toBeLessThanOrEqual(DONE.length + 1);
  });

  it.each(CUTS)('in call %i (after it: %s) is undone, backwards', async (killAt, isAfter) => {
    const world = await killed(killAt, isAfter);
    const before = [...world.done];
    const isFenced = world.role.state === 'promoted';
    // Cut before anything was written down, there is nothing to undo.
    const undone = await undoPromotion(world.ports(), PAIR, { changesAreLost: true }).catch(
      (error: { problem: Problem }) => error.problem.code,
    );
    if (typeof undone === 'string')
      expect([undone, world.stored, before]).toEqual(['promote.nothing-to-undo', undefined, []]);
    else
      expect([undone.role.state, undone.journal?.kind, undone.journal?.finishedAt !== undefined]).toEqual([
        'standby',
        'undo',
        true,
      ]);
    expect(world.role.state).toBe('standby');
    const since = world.done.slice(before.length);
    // What ends the serving runs wherever it may have begun, whole or in part.
    if (before.some((each) => each.startsWith('promote'))) expect(since).toEqual(UNDONE);
    else expect([UNDONE, ['fence down'], []]).toContainEqual(since);
    expect(since.at(-1)).toBe(isFenced ? 'fence down' : undefined);
  });
});

describe('the undoing of a promotion', () => {
  it('needs a word where people may have worked on the standby', async () => {
    const world = new PromotedWorld();
    await promote(world.ports(), PAIR, OFF);
    expect(await problemOf(undoPromotion(world.ports(), PAIR, {}))).toMatchObject({
      code: 'promote.changes-lost',
      details: { count: 1, found: '2026-11-27' },
    });
    expect(world.done).toEqual(DONE);
    await undoPromotion(world.ports(), PAIR, { changesAreLost: true });
    expect([world.done, world.record?.role]).toEqual([
      [...DONE, ...UNDONE],
      { state: 'standby', generation: 1 },
    ]);
  });

  it('needs none where nothing was made to serve', async () => {
    const world = new PromotedWorld();
    await expect(promote(world.ports(9, true), PAIR, OFF)).rejects.toThrow(Killed);
    const wasFenced = world.role.state;
    await undoPromotion(world.ports(), PAIR, {});
    expect([wasFenced, world.done]).toEqual(['promoted', ['fence up', 'fence down']]);
  });

  it('of one that somebody made by hand ends the serving as well', async () => {
    const world = new PromotedWorld();
    world.role = { state: 'promoted', generation: 4 };
    expect(await problemOf(undoPromotion(world.ports(), PAIR, {}))).toMatchObject({
      code: 'promote.changes-lost',
    });
    await undoPromotion(world.ports(), PAIR, { changesAreLost: true });
    expect(world.done).toEqual(UNDONE);
  });

  it('has nothing to do where the standby is one, and notes that', async () => {
    const world = new PromotedWorld();
    expect(await problemOf(undoPromotion(world.ports(), PAIR, {}))).toMatchObject({
      code: 'promote.nothing-to-undo',
    });
    await promote(world.ports(), PAIR, OFF);
    world.role = { state: 'standby', generation: 1 };
    expect(await problemOf(undoPromotion(world.ports(), PAIR, {}))).toMatchObject({
      code: 'promote.nothing-to-undo',
    });
    expect(world.record?.role).toEqual({ state: 'standby', generation: 1 });
  });

  it('that was killed anywhere goes on, and no promotion begins before', async () => {
    const promoted = async (): Promise<PromotedWorld> => {
      const world = new PromotedWorld();
      await promote(world.ports(), PAIR, OFF);
      return world;
    };
    const whole = await promoted();
    await undoPromotion(whole.ports(), PAIR, { changesAreLost: true });
    for (let killAt = 2; killAt <= whole.calls; killAt++)
      for (const isAfter of [false, true]) {
        const world = await promoted();
        const cut = undoPromotion(world.ports(killAt, isAfter), PAIR, { changesAreLost: true });
        await expect(cut).rejects.toThrow(Killed);
        if (world.record?.journal?.kind === 'undo' && world.record.journal.finishedAt === undefined)
          expect(await problemOf(promote(world.ports(), PAIR, OFF))).toMatchObject({
            code: 'promote.under-way',
            details: { found: 'undo' },
          });
        await undoPromotion(world.ports(), PAIR, { changesAreLost: true }).catch(() => undefined);
        expect([killAt, isAfter, world.role, world.record?.journal?.finishedAt !== undefined]).toEqual([
          killAt,
          isAfter,
          { state: 'standby', generation: 1 },
          true,
        ]);
      }
  });
});
