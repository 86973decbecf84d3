import { expect, it } from 'vitest';
import type { RunEvent } from '../../../engine/api/events.ts';
import { joinHost } from '../../../engine/host/socket/joined-host.ts';
import { aView } from '../../fakes/builders.ts';
import { RUN_ID } from '../../fakes/fake-engine.ts';
import { FakeHost } from '../../fakes/fake-host.ts';

const COMPARING: RunEvent = {
  type: 'run.phase',
  phase: 'comparing',
  seq: 1,
  at: '2026-11-23T03:04:00.000Z',
  runId: RUN_ID,
};

it.each<[string, keyof Pick<FakeHost, 'beforeTaken' | 'beforeArrived'>, number]>([
  ['before its snapshot was taken', 'beforeTaken', 8],
  ['after that, and before it arrived', 'beforeArrived', 8],
])('a host that is joined has its pairs when something is told %s', async (_, moment, sequence) => {
  const host = new FakeHost([aView()]);
  host[moment] = () => {
    host.tell(COMPARING);
  };
  const joined = await joinHost(host.connection);
  expect(joined.live.snapshot()).toEqual({ sequence, pairs: [aView()], fault: undefined });
  host[moment] = () => undefined;
  host.tell(COMPARING);
  expect(joined.live.snapshot()).toMatchObject({ sequence: sequence + 1, pairs: [{}] });
});
