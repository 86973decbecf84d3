import type { PairId } from '../model/ids.ts';
import type { RunMode } from '../model/run.ts';
import { ACTION_LABELS } from './app/action-labels.ts';
import { displayName } from './display-name.ts';
import type { Glance, PairGlance, SnapshotGlance } from './glance.ts';
import { statusLine } from './status-line.ts';
import type { TimeContext } from './times.ts';
import { inOrder, item, text, type MenuItem, type MenuSection } from './tray-items.ts';
import { pauseItems } from './tray-pause.ts';

/** The native menu: states worst first, and what can be done in `order`, where a hand finds it again. `undefined`: nothing is known yet. */
export function trayMenu(
  glances: SnapshotGlance | undefined,
  order: readonly PairId[],
  context: TimeContext,
): readonly MenuSection[] {
  const isRunning = glances?.pairs.some(({ glance }) => glance.activity?.isOurs === true) ?? false;
  const sections: readonly MenuSection[] = [
    ...(glances === undefined ? [[text('Looking at the pairs…')]] : statusSections(glances, context)),
    glances === undefined
      ? []
      : [...runSection(glances, order), ...pauseItems(glances, order), ...runbookItems(glances, order)],
    [
      item('Open Warmspare…', { type: 'open' }),
      { ...item('Settings…', { type: 'settings' }), accelerator: 'CommandOrControl+,' },
    ],
    // It asks, while something would be stopped by it.
    [
      {
        ...item(isRunning ? 'Quit Warmspare…' : 'Quit Warmspare', { type: 'quit' }),
        accelerator: 'CommandOrControl+Q',
      },
    ],
  ];
  return sections.filter((section) => section.length > 0);
}

function statusSections({ fault, pairs }: SnapshotGlance, context: TimeContext): MenuSection[] {
  const faults = fault === undefined ? [] : [text(fault.headline), ...remedyItems(fault)];
  if (pairs.length > 0)
    return [
      faults,
      pairs.flatMap((pair) => [statusItem(pair, context), ...remedyItems(pair.glance, pair, pairs.length)]),
    ];
  if (fault !== undefined) return [faults];
  return [[text('No spare is set up yet'), item('Set Up a Spare…', { type: 'set-up' })]];
}

function statusItem(pair: PairGlance, context: TimeContext): MenuItem {
  return item(statusLine(pair, context), { type: 'open', pairId: pair.view.pair.id });
}

/** Below the line that it is about; none for what the menu has anyway. */
function remedyItems({ remedy }: Glance, about?: PairGlance, countOfPairs = 1): MenuItem[] {
  const action = remedy?.action;
  if (action === undefined || action === 'sync' || action === 'preview') return [];
  const label = ACTION_LABELS[action];
  if (about === undefined) return [item(label, { type: 'remedy', action })];
  const { id, name } = about.view.pair;
  return [
    item(countOfPairs === 1 ? label : `${displayName(name)}: ${label}`, {
      type: 'remedy',
      action,
      pairId: id,
    }),
  ];
}

function runSection({ fault, pairs }: SnapshotGlance, order: readonly PairId[]): MenuSection {
  const isReadable = fault === undefined;
  const sorted = inOrder(pairs, order);
  const [only] = sorted;
  if (only === undefined) return [];
  if (sorted.length === 1)
    return [syncItem(only, undefined, isReadable), previewItem(only, 'Preview Changes…', isReadable)];
  const nameOf = ({ view }: PairGlance): string => displayName(view.pair.name);
  return [
    {
      kind: 'submenu',
      label: 'Sync Now',
      items: sorted.map((pair) => syncItem(pair, nameOf(pair), isReadable)),
    },
    {
      kind: 'submenu',
      label: 'Preview Changes',
      items: sorted.map((pair) => previewItem(pair, `${nameOf(pair)}…`, isReadable)),
    },
  ];
}

function runbookItems({ fault, pairs }: SnapshotGlance, order: readonly PairId[]): MenuSection {
  const sorted = inOrder(pairs, order);
  const itemOf = ({ view }: PairGlance, label: string): MenuItem =>
    item(label, { type: 'runbook', pairId: view.pair.id }, fault === undefined);
  const [only] = sorted;
  if (only === undefined) return [];
  if (sorted.length === 1) return [itemOf(only, 'Failover Runbook…')];
  return [
    {
      kind: 'submenu',
      label: 'Failover Runbook',
      items: sorted.map((pair) => itemOf(pair, `${displayName(pair.view.pair.name)}…`)),
    },
  ];
}

const RUN_NAMES: Readonly<Record<RunMode, string>> = {
  sync: 'Sync',
  preview: 'Preview',
  verify: 'Verify',
};

/** While a run of ours is under way, what calls it off: `Cancel Sync (42 %)`, or with the pair's name `Cancel Office (42 %)`. */
function syncItem({ view, glance }: PairGlance, name: string | undefined, isReadable: boolean): MenuItem {
  const pairId = view.pair.id;
  const { activity } = glance;
  if (activity?.isOurs !== true)
    return item(name ?? 'Sync Now', { type: 'sync', pairId }, isReadable && activity === undefined);
  const what = name ?? RUN_NAMES[activity.mode];
  const percent = activity.percent === undefined ? '' : ` (${String(activity.percent)} %)`;
  const label = activity.isCancelling ? `Cancelling ${what}…` : `Cancel ${what}${percent}`;
  return item(label, { type: 'cancel', pairId }, !activity.isCancelling);
}

function previewItem({ view, glance }: PairGlance, label: string, isReadable: boolean): MenuItem {
  return item(label, { type: 'preview', pairId: view.pair.id }, isReadable && glance.activity === undefined);
}
