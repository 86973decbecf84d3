import type { EventBatch, WindowEvent } from '../../engine/api/app-contract.ts';
import type { LiveEvent, Snapshot } from '../../engine/api/snapshot.ts';
import type { SetupView } from '../../engine/api/setup-view.ts';

/** What every page shows from. */
export interface Live {
  /** `undefined`: not yet known. */
  readonly snapshot: Snapshot | undefined;
  readonly setups: readonly SetupView[];
  /** The number of the last batch of events; 0 before the first one. */
  readonly batch: number;
}

export const NOTHING_YET: Live = { snapshot: undefined, setups: [], batch: 0 };

/** What one more batch makes of it; whether none is missing before it: else everything has to be asked for again. */
export function takeBatch(
  live: Live,
  { after, number, events }: EventBatch,
): { readonly live: Live; readonly isWhole: boolean } {
  return { live: { ...events.reduce(takeEvent, live), batch: number }, isWhole: live.batch === after };
}

function takeEvent(live: Live, event: WindowEvent): Live {
  if (event.type === 'setup.changed') return { ...live, setups: withSetup(live.setups, event.view) };
  if (event.type !== 'live' || live.snapshot === undefined) return live;
  return { ...live, snapshot: takeLive(live.snapshot, event.event) };
}

/** Events that the snapshot already knows change nothing. */
export function takeLive(snapshot: Snapshot, event: LiveEvent): Snapshot {
  if (event.sequence <= snapshot.sequence) return snapshot;
  const { sequence } = event;
  switch (event.type) {
    case 'pairs.changed':
      return { sequence, pairs: event.pairs, fault: event.fault };
    case 'pair.changed': {
      const pairs = snapshot.pairs.map((view) => (view.pair.id === event.pair.pair.id ? event.pair : view));
      return { ...snapshot, sequence, pairs };
    }
    case 'run.event':
      return { ...snapshot, sequence };
  }
}

export function withSetup(setups: readonly SetupView[], view: SetupView): SetupView[] {
  return [...setups.filter(({ pairId }) => pairId !== view.pairId), view];
}
