import { describe, expect, it } from 'vitest';
import { closedPort } from '../../helpers/closed-port.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startWebServer } from '../alerts/web-server.ts';
import { ANY_DISK, around, bringBack, hostOf, sync, takeAway } from './alerting-host.ts';

describe('a dead-man’s check', () => {
  it('is told of the start, the success and the failure of each sync, in order', async () => {
    // A line that is kept open may be cut just when it is used again: that would be a second try, some seconds later.
    const web = await startWebServer((_request, response) => response.setHeader('Connection', 'close').end());
    const world = await around({});
    const host = await hostOf(world);
    const pairId = host.host.live.snapshot().pairs[0]?.pair.id;
    await host.host.handlers['alerts.change']({
      settings: {
        ...ANY_DISK,
        deadMan: [
          { url: `${web.url}/office`, ...(pairId !== undefined && { pairId }) },
          { url: `${web.url}/all` },
        ],
      },
    });
    await sync(host);
    takeAway(world);
    await sync(host);
    bringBack(world);
    await sync(host);
    const of = (name: string): string[] =>
      web.asked.map(({ path }) => path).filter((path) => path.startsWith(name));
    for (const name of ['/office', '/all']) {
      const ends = ['', 'fail', ''].map(at(name));
      await eventually(() => expect(of(name).filter((path) => !path.endsWith('/start'))).toEqual(ends));
      // An end waits for no start: on a busy machine one may be left out, and none comes after its end.
      const all = ['start', '', 'start', 'fail', 'start', ''].map(at(name));
      expect(leftOutOf(all, of(name)).every((path) => path.endsWith('/start'))).toBe(true);
      expect(of(name)).toContain(`${name}/start`);
    }
    expect(host.problems).toEqual([]);
  });

  it('that does not answer is visible, and holds up nothing', async () => {
    const url = `http://127.0.0.1:${String(await closedPort())}/secret-path`;
    const world = await around({ deadMan: [{ url }] });
    const host = await hostOf(world);
    expect(await sync(host)).toBe('succeeded');
    await eventually(async () => {
      await world.clock.pass(60_000);
      expect(await host.host.handlers['alerts.get']()).toMatchObject({
        deadMan: { code: 'webhook.unreachable' },
      });
    });
    expect(JSON.stringify(host.problems)).not.toContain('secret-path');
  });
});

function at(path: string): (word: string) => string {
  return (word) => (word === '' ? path : `${path}/${word}`);
}

/** What has to be left out of the first to get the second. Throws where that cannot be. */
function leftOutOf(all: readonly string[], some: readonly string[]): string[] {
  const rest = [...some];
  const left = all.filter((path) => {
    if (rest[0] !== path) return true;
    rest.shift();
    return false;
  });
  if (rest.length > 0) throw new Error(`${rest.join(' ')} came out of order`);
  return left;
}
