import type { Host } from '../../engine/index.ts';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers } from '../../engine/api/contract.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { TrayCommand } from '../../engine/text/tray-items.ts';
import { pauseUntil } from '../../engine/text/pause-until.ts';
import type { TimeContext } from '../../engine/text/times.ts';
import type { PairId } from '../../engine/model/ids.ts';
import type { RunMode } from '../../engine/model/run.ts';

export interface Carrying {
  readonly host: Host;
  readonly handlers: Handlers<WindowRequests>;
  readonly open: (place?: Place) => void;
  readonly quit: () => void;
  readonly time: () => TimeContext;
}

type Remedy = Extract<TrayCommand, { readonly type: 'remedy' }>;

/** Does what a menu item asks for, by the same handlers as the windows. Rejects with why it was not done. */
export async function carryOut(command: TrayCommand, carrying: Carrying): Promise<void> {
  const { handlers, open, quit } = carrying;
  switch (command.type) {
    case 'sync':
      return begin(command.pairId, 'sync', carrying);
    case 'preview':
      // What it shows is looked at in the window.
      open({ screen: 'overview', pairId: command.pairId });
      return begin(command.pairId, 'preview', carrying);
    case 'cancel':
      return handlers['run.cancel']({ pairId: command.pairId });
    case 'open':
      return open(command.pairId === undefined ? undefined : { screen: 'overview', pairId: command.pairId });
    case 'runbook':
      return open({ screen: 'failover', pairId: command.pairId });
    case 'pause':
      return pause(command, carrying);
    case 'resume':
      await Promise.all(command.pairIds.map((pairId) => handlers['schedule.resume']({ pairId })));
      return undefined;
    case 'remedy':
      return mend(command, carrying);
    case 'set-up':
      return open({ screen: 'set-up' });
    case 'settings':
      return open({ screen: 'general' });
    case 'quit':
      return quit();
  }
}

async function begin(
  pairId: PairId,
  mode: RunMode,
  { handlers }: Carrying,
  more: { readonly contents?: boolean } = {},
): Promise<void> {
  await handlers['run.start']({ pairId, mode, ...more });
}

async function pause(
  { pairIds, choice }: Extract<TrayCommand, { readonly type: 'pause' }>,
  { handlers, time }: Carrying,
): Promise<void> {
  const until = pauseUntil(choice, time());
  await Promise.all(
    pairIds.map((pairId) => handlers['schedule.pause']({ pairId, ...(until !== undefined && { until }) })),
  );
}

async function mend({ action, pairId }: Remedy, carrying: Carrying): Promise<void> {
  const { host, handlers, open } = carrying;
  const ofPair = pairId === undefined ? {} : { pairId };
  const runId = host.live.snapshot().pairs.find(({ pair }) => pair.id === pairId)?.lastRun?.id;
  const history: Place = { screen: 'history', ...ofPair, ...(runId !== undefined && { runId }) };
  switch (action) {
    case 'try-again':
      return pairId === undefined ? host.live.refresh() : begin(pairId, 'sync', carrying);
    case 'sync':
    case 'preview':
    case 'verify':
      return pairId === undefined ? open() : begin(pairId, action, carrying);
    case 'mend-contents':
      return pairId === undefined ? open() : begin(pairId, 'sync', carrying, { contents: true });
    case 'check':
      return open({ screen: 'overview', ...ofPair });
    case 'set-up':
    case 'set-up-by-hand':
      return open({ screen: 'set-up', ...ofPair });
    case 'accept-volumes':
    case 'open-volumes':
      return open({ screen: 'volumes', ...ofPair });
    case 'survey':
    case 'open-failover':
      return open(pairId === undefined ? undefined : { screen: 'failover', pairId });
    case 'open-keys':
      return open({ screen: 'keys' });
    case 'review-held':
    case 'open-history':
    case 'open-log':
      return open(history);
    case 'full-disk-access':
      return handlers['app.system-settings']({ pane: 'full-disk-access' });
    case 'local-network-access':
      return handlers['app.system-settings']({ pane: 'local-network' });
    case 'reveal-config':
      return handlers['app.reveal']({ what: 'config' });
    case 'reveal-history':
    case 'reveal-report':
      return handlers['app.reveal']({ what: 'home' });
  }
}
