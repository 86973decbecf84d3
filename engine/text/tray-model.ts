import type { Snapshot } from '../api/snapshot.ts';
import { glanceAll, type GlanceState, type PairGlance, type SnapshotGlance } from './glance.ts';
import { recoveryAge, recoveryClock } from './recovery-age.ts';
import { isPaused } from './standing-words.ts';
import { statusLine } from './status-line.ts';
import type { TimeContext } from './times.ts';
import type { MenuSection } from './tray-items.ts';
import { trayMenu } from './tray-menu.ts';

/** One silhouette each; `paused`: all is well, and for now nothing begins by itself. */
export type TrayIcon = 'ready' | 'syncing' | 'overdue' | 'needs-you' | 'paused' | 'unknown';

/** What the menu bar shows, as data. Texts are plain: whoever hands them to a menu escapes what it takes for marks, like `&`. */
export interface TrayModel {
  readonly icon: TrayIcon;
  /** One sentence. */
  readonly tooltip: string;
  /** Beside the icon, for whoever wants it: the age of the oldest copy, `6 h`; `–` where one has none or none that is known. */
  readonly title: string | undefined;
  /** Lines stand between the sections. */
  readonly menu: readonly MenuSection[];
}

export interface TrayOptions {
  readonly showAge: boolean;
}

/** `snapshot` is `undefined` until the engine has been read for the first time. */
export function trayModel(
  snapshot: Snapshot | undefined,
  context: TimeContext,
  { showAge }: TrayOptions = { showAge: false },
): TrayModel {
  if (snapshot === undefined || snapshot.sequence === 0) {
    const tooltip = 'Warmspare is looking at its pairs.';
    return { icon: 'unknown', tooltip, title: undefined, menu: trayMenu(undefined, [], context) };
  }
  const glances = glanceAll(snapshot, context);
  return {
    icon: iconOf(glances),
    tooltip: tooltipOf(glances, context),
    title: showAge ? ageOf(glances, context) : undefined,
    menu: trayMenu(
      glances,
      snapshot.pairs.map(({ pair }) => pair.id),
      context,
    ),
  };
}

const WORST_ICON_FIRST: readonly TrayIcon[] = [
  'needs-you',
  'unknown',
  'overdue',
  'syncing',
  'paused',
  'ready',
];

const ICONS: Readonly<Record<GlanceState, TrayIcon>> = {
  'needs-you': 'needs-you',
  'no-copy': 'needs-you',
  unknown: 'unknown',
  overdue: 'overdue',
  syncing: 'syncing',
  ready: 'ready',
};

function iconOf({ fault, pairs }: SnapshotGlance): TrayIcon {
  if (fault !== undefined || pairs.length === 0) return 'needs-you';
  const icons = new Set(pairs.map(iconOfPair));
  return WORST_ICON_FIRST.find((icon) => icons.has(icon)) ?? 'unknown';
}

/** A copy that is missing or old needs nobody while a sync is making it. */
function iconOfPair({ view, glance: { state, activity } }: PairGlance): TrayIcon {
  const isMending = activity?.mode === 'sync' && (state === 'no-copy' || state === 'overdue');
  if (isMending) return 'syncing';
  return state === 'ready' && isPaused(view) ? 'paused' : ICONS[state];
}

function tooltipOf({ fault, pairs }: SnapshotGlance, context: TimeContext): string {
  if (fault !== undefined) return `${fault.headline}.`;
  const [worst] = pairs;
  if (worst === undefined) return 'No spare is set up yet.';
  const text = statusLine(worst, context);
  return pairs.length === 1 ? `${text}.` : `${text}; the worst of ${String(pairs.length)} pairs.`;
}

function ageOf({ pairs }: SnapshotGlance, { now }: TimeContext): string | undefined {
  if (pairs.length === 0) return undefined;
  let oldestMs = 0;
  for (const { view } of pairs) {
    const age = recoveryAge(view.recoveryPoint, now);
    if (age.kind !== 'known') return '–';
    oldestMs = Math.max(oldestMs, age.ageMs);
  }
  const [largest] = recoveryClock(oldestMs);
  return largest === undefined ? undefined : `${largest.value} ${largest.unit}`;
}
