import { describe, expect, it } from 'vitest';
import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { Handlers } from '../../../engine/api/contract.ts';
import { PairId } from '../../../engine/model/ids.ts';
import type { Host } from '../../../engine/index.ts';
import type { TrayCommand } from '../../../engine/text/tray-items.ts';
import { carryOut } from '../../../main/tray/carry-out.ts';
import { aPair } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const { id: pairId } = aPair();
const OTHER = PairId.parse('pair-studio0000');
const lastRun = aRun({ pairId });

/** What was done for one item of the menu, in order. */
async function done(command: TrayCommand): Promise<unknown[]> {
  const log: unknown[] = [];
  const handlers = new Proxy({} as Handlers<WindowRequests>, {
    get: (_target, name) => async (input: unknown) => void log.push([name, input]),
  });
  const snapshot = () => ({ pairs: [{ pair: aPair(), lastRun }] });
  const refresh = async () => void log.push('refresh');
  const host = { live: { snapshot, refresh } } as unknown as Host;
  await carryOut(command, {
    host,
    handlers,
    open: (place) => log.push(['open', place]),
    quit: () => log.push('quit'),
    time: () => ({ now: Date.parse('2026-11-26T20:00:00.000Z'), timeZone: 'Europe/Berlin' }),
  });
  return log;
}

describe('an item of the tray’s menu', () => {
  it.each<readonly [TrayCommand, readonly unknown[]]>([
    [{ type: 'sync', pairId }, [['run.start', { pairId, mode: 'sync' }]]],
    [
      { type: 'preview', pairId },
      [
        ['open', { screen: 'overview', pairId }],
        ['run.start', { pairId, mode: 'preview' }],
      ],
    ],
    [{ type: 'cancel', pairId }, [['run.cancel', { pairId }]]],
    [
      { type: 'pause', pairIds: [pairId, OTHER], choice: 'morning' },
      [
        ['schedule.pause', { pairId, until: '2026-11-27T06:00:00.000Z' }],
        ['schedule.pause', { pairId: OTHER, until: '2026-11-27T06:00:00.000Z' }],
      ],
    ],
    [{ type: 'pause', pairIds: [pairId], choice: 'resumed' }, [['schedule.pause', { pairId }]]],
    [
      { type: 'resume', pairIds: [pairId, OTHER] },
      [
        ['schedule.resume', { pairId }],
        ['schedule.resume', { pairId: OTHER }],
      ],
    ],
    [{ type: 'open' }, [['open', undefined]]],
    [{ type: 'open', pairId }, [['open', { screen: 'overview', pairId }]]],
    [{ type: 'runbook', pairId }, [['open', { screen: 'failover', pairId }]]],
    [{ type: 'set-up' }, [['open', { screen: 'set-up' }]]],
    [{ type: 'settings' }, [['open', { screen: 'general' }]]],
    [{ type: 'quit' }, ['quit']],
    [{ type: 'remedy', action: 'try-again' }, ['refresh']],
    [{ type: 'remedy', action: 'try-again', pairId }, [['run.start', { pairId, mode: 'sync' }]]],
    [
      { type: 'remedy', action: 'mend-contents', pairId },
      [['run.start', { pairId, mode: 'sync', contents: true }]],
    ],
    [
      { type: 'remedy', action: 'review-held', pairId },
      [['open', { screen: 'history', pairId, runId: lastRun.id }]],
    ],
    [{ type: 'remedy', action: 'survey', pairId }, [['open', { screen: 'failover', pairId }]]],
    [{ type: 'remedy', action: 'open-failover', pairId }, [['open', { screen: 'failover', pairId }]]],
    [{ type: 'remedy', action: 'set-up', pairId }, [['open', { screen: 'set-up', pairId }]]],
    [{ type: 'remedy', action: 'reveal-config' }, [['app.reveal', { what: 'config' }]]],
    [
      { type: 'remedy', action: 'full-disk-access', pairId },
      [['app.system-settings', { pane: 'full-disk-access' }]],
    ],
  ])('does what it says: %j', async (command, expected) => {
    expect(await done(command)).toEqual(expected);
  });
});
