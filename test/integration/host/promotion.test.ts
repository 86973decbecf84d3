import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { aHost } from './hosts.ts';
import { GONE } from '../../helpers/gone-primary.ts';
import { problemOf } from '../../helpers/problem-of.ts';

it('a host promotes a standby, tells every step in its views, copies nothing onto it, and undoes it', async () => {
  const pair = await new PairFixture().add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
  const { id: pairId } = await pair.engine.pairs.change('Office', { primary: GONE, driver: 'primary' });
  const { host, live } = await aHost(pair);
  const { handlers } = host;
  const view = () => host.live.snapshot().pairs[0];
  const plan = await handlers['promotion.plan']({ pairId });
  expect([plan.problem, plan.steps.map(({ kind }) => kind)]).toEqual([undefined, ['look', 'name', 'mark']]);
  expect(await problemOf(handlers['promotion.promote']({ pairId, primaryIsOff: 'spare' }))).toMatchObject({
    code: 'promote.wrong-name',
  });
  await handlers['promotion.promote']({ pairId, primaryIsOff: GONE.host });
  expect(view()?.promotion).toMatchObject({
    role: { state: 'promoted', generation: 1 },
    journal: { kind: 'promote', steps: [{ state: 'done' }, { state: 'done' }, { state: 'done' }] },
  });
  expect(await problemOf(handlers['run.start']({ pairId, mode: 'sync' }))).toMatchObject({
    code: 'standby.promoted',
  });
  expect(await problemOf(handlers['promotion.undo']({ pairId }))).toMatchObject({
    code: 'promote.changes-lost',
  });
  await handlers['promotion.undo']({ pairId, changesAreLost: true });
  await eventually(() => view()?.promotion?.role.state === 'standby');
  const told = live().flatMap((event) => (event.type === 'pairs.changed' ? event.pairs : []));
  expect(told.some(({ promotion }) => promotion?.role.state === 'promoted')).toBe(true);
});
