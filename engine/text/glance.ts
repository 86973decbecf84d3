import type { PairView, Snapshot } from '../api/snapshot.ts';
import type { Problem } from '../model/problem.ts';
import { causeOf, type RunCause } from '../model/run-cause.ts';
import { activityOf, type Activity } from './activity.ts';
import { explainProblem } from './app/explain.ts';
import { findingOf, type GlanceFinding } from './glance-finding.ts';
import { findingWords } from './glance-words.ts';
import type { RemedyAction } from './remedy-action.ts';
import type { TimeContext } from './times.ts';
import { uncapitalised, type Words } from './words.ts';

/** Worst first. `ready`: the last sync succeeded and the copy is young enough; no more than that was looked at. */
export const GLANCE_STATES = ['needs-you', 'no-copy', 'unknown', 'overdue', 'syncing', 'ready'] as const;
export type GlanceState = (typeof GLANCE_STATES)[number];

/** What a pair's standby is worth now, for whoever has one second. */
export interface Glance {
  readonly state: GlanceState;
  /** A few words: `Copied 6 h ago`. */
  readonly headline: string;
  /** A sentence or some: what happened, and what it means for the spare. */
  readonly detail: string;
  readonly cause: RunCause | undefined;
  readonly remedy: Remedy | undefined;
  /** A run under way, in whatever state the copy is. */
  readonly activity: Activity | undefined;
}

export interface Remedy {
  readonly text: string;
  /** None where the app has nothing to start. */
  readonly action: RemedyAction | undefined;
}

const STATES: Readonly<Record<GlanceFinding['kind'], GlanceState>> = {
  promoted: 'needs-you',
  closed: 'ready',
  'sync-ended': 'needs-you',
  'files-differ': 'needs-you',
  'verify-ended': 'needs-you',
  'no-copy': 'no-copy',
  'age-unknown': 'unknown',
  unrecorded: 'unknown',
  overdue: 'overdue',
  running: 'syncing',
  copied: 'ready',
};

/** The judgement that tray, popover and window share. */
export function glanceOf(view: PairView, context: TimeContext): Glance {
  const finding = findingOf(view, context.now);
  const activity = activityOf(view);
  const { headline, ...words } = findingWords(finding, view, activity, context);
  return {
    state: STATES[finding.kind],
    headline,
    detail: words.message,
    cause: 'run' in finding && finding.kind !== 'files-differ' ? causeOf(finding.run) : undefined,
    remedy: remedyOf(words, activity),
    activity,
  };
}

/** These start a run, and one is under way. */
const STARTS_A_RUN: ReadonlySet<RemedyAction> = new Set<RemedyAction>([
  'try-again',
  'sync',
  'preview',
  'review-held',
  'verify',
  'mend-contents',
]);

function remedyOf({ remedy, action }: Words, activity: Activity | undefined): Remedy | undefined {
  if (remedy === undefined) return undefined;
  if (activity !== undefined && action !== undefined && STARTS_A_RUN.has(action)) return undefined;
  return { text: remedy, action };
}

export interface PairGlance {
  readonly view: PairView;
  readonly glance: Glance;
}

/** All pairs, worst first, those alike in the order of the configuration; before them what keeps them from being read. */
export interface SnapshotGlance {
  readonly fault: Glance | undefined;
  readonly pairs: readonly PairGlance[];
}

export function glanceAll({ pairs, fault }: Snapshot, context: TimeContext): SnapshotGlance {
  const glances = pairs.map((view): PairGlance => ({ view, glance: glanceUnder(fault, view, context) }));
  return {
    fault: fault === undefined ? undefined : faultGlance(fault),
    pairs: glances.sort((a, b) => rankOf(a.glance) - rankOf(b.glance)),
  };
}

/** Of one of the pairs, while they may not be readable. */
export function glanceUnder(fault: Snapshot['fault'], view: PairView, context: TimeContext): Glance {
  const glance = glanceOf(view, context);
  return fault === undefined ? glance : asLastKnown(glance);
}

function rankOf({ state }: Glance): number {
  return GLANCE_STATES.indexOf(state);
}

/** What was so before the configuration or the history could no longer be read. */
function asLastKnown(glance: Glance): Glance {
  if (glance.state !== 'ready') return glance;
  return { ...glance, state: 'unknown', headline: `Last known: ${uncapitalised(glance.headline)}` };
}

function faultGlance(problem: Problem): Glance {
  const words = explainProblem(problem);
  return {
    state: 'needs-you',
    headline: 'Pairs cannot be read',
    detail: `${words.message} What is shown of the spares may have changed since.`,
    cause: { kind: 'problem', problem },
    remedy: remedyOf(words, undefined),
    activity: undefined,
  };
}
