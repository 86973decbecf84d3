import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrillView } from '../../engine/api/drill.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage } from './page-stage.ts';
import { openScreen } from './scene.ts';
import { DRILLED, DRILLING } from './worlds/drills.ts';
import { failoverNeverLookedWorld, failoverReadyWorld } from './worlds/failover.ts';
import { OFFICE_ID } from './worlds/office.ts';

const asked = [{ pairId: OFFICE_ID }];

describe.skipIf(whyNoApp() !== undefined)('a drill on its page', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  /** The page, its group about drills, and what the host tells of one. */
  async function show(world: FakeAnswers) {
    const { page, main, tell } = await openScreen(stage, 'Failover', world);
    const [view] = (await world['snapshot.get']?.())?.pairs ?? [];
    if (view === undefined) throw new Error('no pair');
    let sequence = 1;
    const become = (drill: DrillView | undefined): Promise<void> => {
      sequence += 1;
      return tell({ type: 'live', event: { type: 'pair.changed', sequence, pair: { ...view, drill } } });
    };
    const group = page.getByRole('region', { name: 'Drill' });
    const press = (name: string): Promise<void> => group.getByRole('button', { name }).click();
    return {
      main,
      become,
      group,
      press,
      steps: group.getByRole('list', { name: 'Drill' }).getByRole('listitem'),
    };
  }

  it('is begun where there was none, followed step by step, and shown when it is over', async () => {
    const { main, become, group, press, steps } = await show(failoverNeverLookedWorld());
    await group.getByText('There was no drill yet').waitFor();
    await press('Run a Drill');
    await eventually(() => expect(askedOf(main, 'failover.drill')).toEqual(asked));
    await become({ state: 'running', trying: undefined, steps: [], problem: undefined });
    await group.locator('button:focus').getByText('Cancel').waitFor();
    await group.getByText('Reaching the standby…').waitFor();
    await become(DRILLING);
    await group.getByText('Database /Users/shop/orders.db…').waitFor();
    expect(await steps.count()).toBe(DRILLING.steps.length);
    await become(undefined);
    await group.getByText('The last drill went well').waitFor();
    await group.getByText(`${String(DRILLED.steps.length)} things tried`).click();
    expect(await steps.count()).toBe(DRILLED.steps.length);
  });

  it('is called off, also in a window that was opened meanwhile, which is no fault', async () => {
    const { main, become, group, press } = await show(failoverReadyWorld({ drill: DRILLING }));
    await group.getByText('Trying the standby').waitFor();
    await press('Cancel');
    await eventually(() => expect(askedOf(main, 'failover.stop-drill')).toEqual(asked));
    await become({ ...DRILLING, state: 'stopping' });
    await group.getByText('Ending the drill…').waitFor();
    expect(await group.getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
    await become(undefined);
    await group.getByRole('button', { name: 'Run a Drill' }).waitFor();
    expect(await group.getByRole('alert').count()).toBe(0);
  });

  it('says nothing to whoever began it and called it off', async () => {
    const world: FakeAnswers = {
      ...failoverReadyWorld(),
      'failover.drill': async () => {
        throw EngineError.of('run.cancelled');
      },
    };
    const { main, group, press } = await show(world);
    await press('Run a Drill');
    await eventually(() => expect(askedOf(main, 'failover.drill')).toEqual(asked));
    await expect.poll(() => group.getByRole('button', { name: 'Run a Drill' }).isEnabled()).toBe(true);
    expect(await group.getByRole('alert').count()).toBe(0);
  });

  it('says why it did not come to its end, and what was known goes on', async () => {
    const { problem } = EngineError.of('endpoint.unreachable', {
      side: 'standby',
      endpoint: 'ssh://root@spare.local',
      text: 'no route to host',
    });
    const drill: DrillView = { state: 'failed', trying: undefined, steps: [], problem };
    const { group } = await show(failoverReadyWorld({ drill }));
    await group.getByText('The drill did not come to its end').waitFor();
    await group.getByText('The last drill went well').waitFor();
    expect(await group.getByRole('button', { name: 'Run a Drill' }).isEnabled()).toBe(true);
  });
});
