import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId, PlanId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { MenuItem, TrayCommand } from '../../../engine/text/tray-items.ts';
import { trayModel, type TrayModel } from '../../../engine/text/tray-model.ts';
import { aLiveRun, aPair, aProgress, aSnapshot, aView, VOL_A } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

export const AT = { now: Date.parse('2026-11-23T09:16:00.000Z'), timeZone: 'UTC' };
export const POINT = '2026-11-23T03:04:00.000Z';
export const OFFICE = aPair();
export const STUDIO = aPair({ id: PairId.parse('pair-studio0000'), name: 'Studio' });
export const LIVE = aLiveRun({ progress: aProgress() });

export function aCopied(pair: Pair = OFFICE, fields: Partial<PairView> = {}): PairView {
  return aView({
    pair,
    recoveryPoint: POINT,
    lastRun: aRun({ startedAt: POINT, recoveryPoint: POINT }),
    ...fields,
  });
}

export function aHeld(pair: Pair = OFFICE): PairView {
  const lastRun = aRun({
    outcome: 'held',
    planId: PlanId.parse('plan-0123456789ab'),
    holds: [{ volumeId: VOL_A, reason: 'deletes', count: 5_000, limit: 1_000, sample: [] }],
  });
  return aCopied(pair, { lastRun });
}

export function trayOf(...pairs: readonly PairView[]): TrayModel {
  return trayModel(aSnapshot({ pairs }), AT);
}

export function anItem(label: string, command: TrayCommand): MenuItem {
  return { kind: 'command', label, command, isEnabled: true };
}

export const WINDOW: readonly MenuItem[] = [
  anItem('Open Warmspare…', { type: 'open' }),
  {
    kind: 'command',
    label: 'Settings…',
    command: { type: 'settings' },
    isEnabled: true,
    accelerator: 'CommandOrControl+,',
  },
];

export function quit(label = 'Quit Warmspare'): MenuItem {
  return {
    kind: 'command',
    label,
    command: { type: 'quit' },
    isEnabled: true,
    accelerator: 'CommandOrControl+Q',
  };
}

/** The label, and a mark for what cannot be chosen. */
export function labelsOf(items: readonly MenuItem[]): unknown[] {
  return items.map((item) => {
    if (item.kind === 'submenu') return { [item.label]: labelsOf(item.items) };
    return item.kind === 'text' || !item.isEnabled ? `(${item.label})` : item.label;
  });
}

export function menuOf(model: TrayModel): unknown[] {
  return model.menu.map(labelsOf);
}
