import type { PairView } from '../api/snapshot.ts';
import type { StandbyRole } from '../model/promotion.ts';
import type { Outcome, RunRecord } from '../model/run.ts';
import { causeOf } from '../model/run-cause.ts';
import type { Activity } from './activity.ts';
import { formatAge } from './amounts.ts';
import { causeWords } from './glance-cause.ts';
import type { GlanceFinding } from './glance-finding.ts';
import { overdueAfterMs } from '../plan/schedule/overdue.ts';
import type { RemedyAction } from './remedy-action.ts';
import { comparedText } from './run-words.ts';
import { spareText } from './spare-text.ts';
import { formatTime, type TimeContext } from './times.ts';
import { words, type Words } from './words.ts';

export interface FindingWords extends Words {
  readonly headline: string;
}

type Bad = Exclude<Outcome, 'succeeded'>;

const SYNC_HEADLINES: Readonly<Record<Bad, string>> = {
  failed: 'Sync failed',
  partial: 'Sync not complete',
  cancelled: 'Sync cancelled',
  held: 'Sync waits for you',
  refused: 'Sync refused',
};

const VERIFY_HEADLINES: Readonly<Record<Exclude<Bad, 'cancelled'>, string>> = {
  failed: 'Verify failed',
  partial: 'Verify not complete',
  held: 'Verify waits for you',
  refused: 'Verify refused',
};

/** The message is what happened and what it means for the spare. */
export function findingWords(
  finding: GlanceFinding,
  view: PairView,
  activity: Activity | undefined,
  context: TimeContext,
): FindingWords {
  const spare = (run?: RunRecord): string => spareText(view.recoveryPoint, run, context);
  switch (finding.kind) {
    case 'promoted':
      return promotedWords(finding.role, context);
    case 'closed':
      return {
        headline: 'Closed until the next fail-back',
        ...words(
          'This pair brings back to the primary what was changed on the spare. The primary serves, and nothing is copied onto it.',
        ),
      };
    case 'sync-ended': {
      const { run, outcome } = finding;
      const isWhole = outcome === 'partial' && run.recoveryPoint !== undefined;
      const headline = isWhole ? 'Copied, with a problem' : SYNC_HEADLINES[outcome];
      return { headline, ...endWords(run, 'sync', spare(run)) };
    }
    case 'verify-ended':
      return {
        headline: VERIFY_HEADLINES[finding.outcome],
        ...endWords(finding.run, 'verify', spare()),
      };
    case 'files-differ':
      return { headline: 'Files differ', ...differWords(finding.run, finding.isFollowed, context) };
    case 'no-copy':
      return noCopyWords(finding.isOfAnother, activity, spare());
    case 'age-unknown':
      return { headline: 'Age of the copy unknown', ...ageWords(finding.why, view, context) };
    case 'unrecorded':
      return {
        headline: 'Last sync unknown',
        ...words(`${spare()} The history does not say how the last sync ended.`, SYNC_TELLS, 'sync'),
      };
    case 'overdue':
      return {
        headline: `Overdue, copied ${agoText(finding.ageMs)}`,
        ...words(
          `${spare()} That is longer ago than ${formatAge(overdueAfterMs(view.pair))}.`,
          'Sync now, so that less would be lost.',
          'sync',
        ),
      };
    case 'running':
      return { headline: activity?.text ?? 'Running', ...words(spare()) };
    case 'copied':
      return { headline: `Copied ${agoText(finding.ageMs)}`, ...words(copiedText(view, context, spare())) };
  }
}

/** The spare is none: it serves, and what it holds has no copy. */
function promotedWords({ state, generation, since }: StandbyRole, context: TimeContext): FindingWords {
  const isWhole = state === 'promoted';
  const serves =
    since === undefined
      ? 'serves in the primary’s place'
      : `has served in the primary’s place since ${formatTime(since, context)}`;
  return {
    headline: `${isWhole ? 'Promoted' : 'Promotion not finished'}, generation ${String(generation)}`,
    ...words(
      isWhole
        ? `The spare ${serves}. Nothing is copied, and what is changed there has no copy.`
        : 'The spare is no longer copied to, and its promotion has not come to its end.',
      isWhole ? 'Fail back when the primary is well.' : 'Go on with it, or undo it.',
    ),
  };
}

const SYNC_TELLS = 'The next sync puts that right.';

/** `just now`, `6 h 12 min ago` */
function agoText(ageMs: number): string {
  return ageMs < 60_000 ? 'just now' : `${formatAge(ageMs)} ago`;
}

function endWords(run: RunRecord, mode: 'sync' | 'verify', spare: string): Words {
  const cause = causeOf(run);
  if (cause === undefined)
    return words(
      `The last ${mode} did not end well, and nothing was written down about it. ${spare}`,
      'Its log may say more.',
      'open-log',
    );
  const { message, remedy, action } = causeWords(cause, run);
  return words(`${message} ${spare}`, remedy, again(action, mode));
}

/** What "once more" means where nobody has just tried. */
function again(action: RemedyAction | undefined, mode: 'sync' | 'verify'): RemedyAction | undefined {
  return action === 'try-again' ? mode : action;
}

function differWords(run: RunRecord, isFollowed: boolean, context: TimeContext): Words {
  const found = run.verify === undefined ? '' : comparedText(run.verify);
  const message = `The verify of ${formatTime(run.startedAt, context)} found differences: ${found}. The spare’s copy is not known to be right.`;
  if (isFollowed)
    return words(
      message,
      'A sync has run since. Verify again, to know whether it has put that right.',
      'verify',
    );
  return words(
    message,
    'What was changed on the primary since its copy differs too. A sync that compares contents mends all of it.',
    'mend-contents',
  );
}

function noCopyWords(isOfAnother: boolean, activity: Activity | undefined, spare: string): FindingWords {
  const isUnderWay = activity?.mode === 'sync';
  const message = isOfAnother ? `The pair was changed since its last copy. ${spare}` : spare;
  const headline = isUnderWay ? 'First copy under way' : 'No whole copy yet';
  const remedy = isOfAnother ? 'A sync makes it whole.' : 'Make the first copy. It takes longest.';
  return { headline, ...words(message, remedy, 'sync') };
}

function ageWords(why: 'in-the-future' | 'unreadable', view: PairView, context: TimeContext): Words {
  if (why === 'unreadable') return words('The date of the spare’s copy cannot be read.', SYNC_TELLS, 'sync');
  const from = formatTime(view.recoveryPoint ?? '', context);
  return words(
    `The spare’s copy is dated ${from}, in the future: the clock of this machine was set back since, and nobody knows how old the copy is.`,
    'Let this machine set its time by itself; the next sync puts the date right.',
    'sync',
  );
}

function copiedText({ lastRun, lastVerify }: PairView, context: TimeContext, spare: string): string {
  if (lastVerify?.outcome !== 'succeeded' || lastVerify.verify === undefined) return spare;
  if (lastRun !== undefined && lastVerify.startedAt < lastRun.startedAt) return spare;
  return `${spare} Verified ${formatTime(lastVerify.startedAt, context)}: ${comparedText(lastVerify.verify)}.`;
}
