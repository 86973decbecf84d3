import { expect, it } from 'vitest';
import type { RunEvent } from '../../../engine/api/events.ts';
import { LivePings } from '../../../engine/host/live-pings.ts';
import { PairId, RunId } from '../../../engine/model/ids.ts';
import { NO_RESULT } from '../../../engine/model/run.ts';
import { systemClock } from '../../../engine/platform/clock.ts';

const PAIR = PairId.parse('pair-0123456789');
const URL = 'https://checks.example.com/office';

function eventOf(runId: RunId, body: 'started' | 'finished'): RunEvent {
  const frame = { seq: 1, at: '2026-11-26T03:00:00.000Z', runId };
  return body === 'started'
    ? { ...frame, type: 'run.started', pairId: PAIR, pairName: 'Office', mode: 'sync' }
    : { ...frame, type: 'run.finished', outcome: 'succeeded', ...NO_RESULT };
}

it('tells the end of a run also when the next one begins before anything was decided about it', async () => {
  const asked: string[] = [];
  const pings = new LivePings(
    {
      clock: systemClock,
      timeoutMs: 5_000,
      fetch: (input) => {
        asked.push(String(input instanceof Request ? input.url : input));
        return Promise.resolve(new Response('ok'));
      },
    },
    (error) => {
      throw error;
    },
  );
  const [first, second] = ['20261126-030000-aaaa', '20261126-030100-bbbb'].map((id) => RunId.parse(id));
  if (first === undefined || second === undefined) throw new Error('two ids');
  const deadMen = [{ url: URL, pairId: PAIR }];
  pings.follow(eventOf(first, 'started'), deadMen);
  pings.follow(eventOf(first, 'finished'), deadMen);
  pings.follow(eventOf(second, 'started'), deadMen);
  await pings.close();
  expect(asked.filter((url) => !url.endsWith('/start'))).toEqual([URL]);
  expect(asked.at(-1)).toBe(`${URL}/start`);
});
