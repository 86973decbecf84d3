import type { PairId } from '../model/ids.ts';
import type { SnapshotGlance } from './glance.ts';
import { PAUSE_CHOICES, PAUSE_LABELS } from './pause-until.ts';
import { isPaused } from './standing-words.ts';
import { inOrder, item, type MenuItem } from './tray-items.ts';

/**
 * Pauses what begins by itself, or lets it go on once all of it is paused. What is paused already keeps its time. None where
 * nothing begins by itself.
 */
export function pauseItems({ fault, pairs }: SnapshotGlance, order: readonly PairId[]): readonly MenuItem[] {
  const kept = inOrder(pairs, order)
    .map(({ view }) => view)
    .filter(({ pair, standing }) => pair.schedule.kind !== 'manual' && standing !== undefined);
  if (fault !== undefined || kept.length === 0) return [];
  const going = kept.filter((view) => !isPaused(view));
  const idsOf = (views: typeof kept): readonly PairId[] => views.map(({ pair }) => pair.id);
  if (going.length === 0) return [item('Resume Schedule', { type: 'resume', pairIds: idsOf(kept) })];
  return [
    {
      kind: 'submenu',
      label: 'Pause Schedule',
      items: PAUSE_CHOICES.map((choice) =>
        item(PAUSE_LABELS[choice], { type: 'pause', pairIds: idsOf(going), choice }),
      ),
    },
  ];
}
