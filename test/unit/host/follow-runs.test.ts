import { expect, it } from 'vitest';
import type { RunEvent } from '../../../engine/api/events.ts';
import { followRuns, type Followed } from '../../../engine/host/socket/follow-runs.ts';
import { NO_RESULT } from '../../../engine/model/run.ts';
import { aLiveRun, aProgress, aView } from '../../fakes/builders.ts';
import { aWorld, fakeEngine, RUN_ID } from '../../fakes/fake-engine.ts';
import { FakeHost } from '../../fakes/fake-host.ts';

const told = (seq: number, body: object): RunEvent =>
  ({ ...body, seq, at: '2026-11-23T03:04:00.000Z', runId: RUN_ID }) as RunEvent;

it('keeps no more of how far a run is than a slow reader can be behind, and everything else', async () => {
  const host = new FakeHost([aView({ live: aLiveRun({ runId: RUN_ID }) })]);
  const engine = fakeEngine(aWorld());
  const signal = new AbortController().signal;
  const all = followRuns(engine, {
    connect: () => Promise.resolve(host.connection),
    pairId: undefined,
    signal,
  });
  const next = async (): Promise<Followed | undefined> => (await all.next()).value as Followed | undefined;
  expect(await next()).toMatchObject({ type: 'attached' });
  const first = next();
  for (let seq = 1; seq <= 50_000; seq += 1) host.tell(told(seq, aProgress()));
  host.tell(told(50_001, { type: 'run.finished', outcome: 'succeeded', ...NO_RESULT }));
  const seen = [await first];
  while (seen.at(-1)?.type === 'event' && !isEnd(seen.at(-1))) seen.push(await next());
  expect(isEnd(seen.at(-1))).toBe(true);
  expect(seen.length).toBeGreaterThan(900);
  expect(seen.length).toBeLessThan(1_100);
  await all.return(undefined);
});

function isEnd(one: Followed | undefined): boolean {
  return one?.type === 'event' && one.event.type === 'run.finished';
}
