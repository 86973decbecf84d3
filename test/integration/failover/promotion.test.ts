import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../engine/index.ts';
import type { Endpoint } from '../../../engine/model/endpoint.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { GuardedPair } from '../../helpers/guarded-pair.ts';
import { PairFixture, sshEndpoint } from '../../helpers/pair-fixture.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { GONE } from '../../helpers/gone-primary.ts';
import { problemOf } from '../../helpers/problem-of.ts';

const OFF = { primaryIsOff: 'warmspare-office.local' };

const commands = (told: string): RunCommand[] => [
  {
    when: 'promote',
    on: 'standby',
    text: `echo "$WARMSPARE_WHEN $WARMSPARE_RUN" >>'${told}'`,
    timeoutSeconds: 30,
  },
  { when: 'demote', on: 'standby', text: `echo "$WARMSPARE_WHEN" >>'${told}'`, timeoutSeconds: 30 },
];

/** What both kinds of standby do alike, once something was copied there and the primary is gone. */
async function expectLife(engine: Engine, name: string, told: string): Promise<void> {
  const plan = await engine.promotion.plan(name);
  expect([plan.problem, plan.role.state, plan.looks.map(({ state }) => state)]).toEqual([
    undefined,
    'standby',
    ['silent', 'silent'],
  ]);
  expect(await problemOf(engine.promotion.promote(name))).toMatchObject({ code: 'promote.wrong-name' });
  const promoted = await engine.promotion.promote(name, OFF);
  expect(promoted.role).toMatchObject({ state: 'promoted', generation: 1 });
  expect((await engine.promotion.promote(name)).role.generation).toBe(1);
  expect(await problemOf(engine.sync(name, { mode: 'sync' }))).toMatchObject({
    code: 'standby.promoted',
    details: { count: 1 },
  });
  expect(await engine.history.list({ pair: name, limit: 1 })).not.toMatchObject([{ outcome: 'refused' }]);
  expect(await problemOf(engine.promotion.undo(name))).toMatchObject({ code: 'promote.changes-lost' });
  const undone = await engine.promotion.undo(name, { changesAreLost: true });
  expect(undone.role).toMatchObject({ state: 'standby', generation: 1 });
  expect((await engine.promotion.promote(name, OFF)).role.generation).toBe(2);
  await engine.promotion.undo(name, { changesAreLost: true });
  expect(readFileSync(told, 'utf8')).toBe('promote generation-1\ndemote\npromote generation-2\ndemote\n');
}

describe('a guarded standby', () => {
  let pair: GuardedPair;
  afterEach(() => pair.standby.close());

  it('is promoted and made a standby again, twice', async () => {
    pair = await GuardedPair.create({ primary: GONE });
    const told = `${pair.folder}/told`;
    await pair.engine.pairs.change('office', { commands: commands(told) });
    // The primary cannot be set up any more; the standby comes first.
    expect(await problemOf(pair.setUp())).toMatchObject({ details: { side: 'primary' } });
    await expectLife(pair.engine, 'office', told);
    expect(pair.byHand('status', pair.id)).toBe('standby, generation 2');
  });

  it('that was promoted at its own keyboard is found so', async () => {
    pair = await GuardedPair.create({ primary: GONE });
    await problemOf(pair.setUp());
    pair.byHand('promote', pair.id);
    expect((await pair.engine.promotion.plan('office')).role).toMatchObject({
      state: 'promoted',
      generation: 1,
    });
    expect(await problemOf(pair.engine.promotion.undo('office'))).toMatchObject({
      code: 'promote.changes-lost',
    });
    const record = await pair.engine.promotion.promote('office', OFF);
    expect([record.role.generation, record.journal?.kind]).toEqual([1, 'promote']);
    pair.byHand('undo', pair.id, '--changes-here-are-lost');
    expect(await problemOf(pair.engine.promotion.failBack('office'))).toMatchObject({
      code: 'failback.not-promoted',
    });
    expect((await pair.engine.promotion.status('office'))?.role.state).toBe('standby');
    expect(await problemOf(pair.engine.promotion.undo('office'))).toMatchObject({
      code: 'promote.nothing-to-undo',
    });
  });

  it('says why where it does not do it', async () => {
    pair = await GuardedPair.create({ primary: GONE });
    await problemOf(pair.setUp());
    rmSync(`${pair.guardFolder}/standby`);
    expect(await problemOf(pair.engine.promotion.promote('office', OFF))).toMatchObject({
      code: 'promote.not-marked',
      details: { side: 'standby' },
    });
  });
});

describe('a standby without a guard', () => {
  let sshd: LoopbackSshd | undefined;
  afterEach(async () => {
    await sshd?.stop();
    sshd = undefined;
  });
  const copied = async (standby: Endpoint): Promise<PairFixture> => {
    const pair = await new PairFixture({ standby, driver: 'local' }).add();
    writeFileSync(`${pair.source}/file`, 'content');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    return pair;
  };

  it.each(['by ssh', 'on this machine'])(
    '%s is promoted by the markers of its places, and made one again',
    async (where) => {
      sshd = await startLoopbackSshd();
      const pair = await copied(where === 'by ssh' ? sshEndpoint(sshd) : { kind: 'local' });
      const told = `${pair.home}.told`;
      const marker = (): string => readFileSync(`${pair.destination}/${MARKER_NAME}`, 'utf8');
      const before = marker();
      await pair.engine.pairs.change('Office', {
        primary: GONE,
        driver: where === 'by ssh' ? 'primary' : 'local',
        commands: commands(told),
      });
      await expectLife(pair.engine, 'Office', told);
      expect(JSON.parse(marker())).toEqual({ ...(JSON.parse(before) as object), generation: 2 });
      await pair.engine.pairs.change('Office', { primary: { kind: 'local' }, driver: 'local', commands: [] });
      expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    },
  );

  it('whose app of before comes back is refused by the markers', async () => {
    sshd = await startLoopbackSshd();
    const pair = await copied(sshEndpoint(sshd));
    const old = await pair.engine.pairs.get('Office');
    await pair.engine.pairs.change('Office', { primary: GONE, driver: 'primary' });
    await pair.engine.promotion.promote('Office', OFF);
    await pair.engine.pairs.change('Office', { primary: old.primary, driver: 'local' });
    rmSync(`${pair.home}/promotions`, { recursive: true });
    writeFileSync(`${pair.source}/later`, 'later');
    expect(await pair.sync()).toMatchObject({ outcome: 'refused', problems: [{ code: 'standby.promoted' }] });
    expect(existsSync(`${pair.destination}/later`)).toBe(false);
  });

  it('is not promoted while one of its disks is away', async () => {
    const pair = await copied({ kind: 'local' });
    await pair.engine.pairs.change('Office', { primary: GONE });
    rmSync(pair.destination, { recursive: true });
    expect(await problemOf(pair.engine.promotion.promote('Office', OFF))).toMatchObject({
      code: 'volume.unclaimable',
      details: { side: 'standby', text: 'missing' },
    });
  });
});
