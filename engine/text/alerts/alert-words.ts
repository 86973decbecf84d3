import type { Alert, AlertKind } from '../../model/alert.ts';
import { PlanId } from '../../model/ids.ts';
import { printable } from '../../model/path-text.ts';
import { REFUSAL_REASONS } from '../../model/plan.ts';
import { PROBLEM_CODES } from '../../model/problem.ts';
import type { RunCause } from '../../model/run-cause.ts';
import { countOf, formatAge, formatBytes } from '../amounts.ts';
import { explainCause } from '../app/explain.ts';
import type { TimeContext } from '../times.ts';
import { words, type Words } from '../words.ts';
import { mailTime } from './loss-words.ts';

/** A few words of each, that follow `Office: … (`. */
const KIND_WORDS: Readonly<Record<AlertKind, string>> = {
  'host-key-changed': 'host key changed',
  failed: 'sync failed',
  'readiness-lost': 'spare not ready',
  held: 'sync waits for you',
  partial: 'sync not complete',
  unreachable: 'machine not reached',
  silence: 'no new copy',
  'disk-nearly-full': 'disk nearly full',
};

export function kindWords(kind: AlertKind): string {
  return KIND_WORDS[kind];
}

/** `sync failed`, `verify refused` */
export function alertHeadline({ kind, details }: Pick<Alert, 'kind' | 'details'>): string {
  if (kind === 'failed' && details.outcome === 'refused') return `${details.mode ?? 'sync'} refused`;
  if (kind === 'readiness-lost' && details.different !== undefined) return 'files differ';
  const isVerify = details.mode === 'verify' && (kind === 'failed' || kind === 'held' || kind === 'partial');
  return isVerify ? KIND_WORDS[kind].replace('sync', 'verify') : KIND_WORDS[kind];
}

/** Without what would be lost by it. */
type Unweighed = Omit<Alert, 'loss'>;

/** What is so, and what to do about it. */
export function alertWords(alert: Unweighed, context: TimeContext): Words {
  const { kind, details, since } = alert;
  switch (kind) {
    case 'failed':
    case 'partial':
    case 'held':
    case 'host-key-changed':
    case 'unreachable':
      return causeWords(alert);
    case 'readiness-lost':
      return readinessWords(alert);
    case 'silence': {
      const limit =
        details.limitMs === undefined ? '' : ` It may be ${formatAge(details.limitMs)} old at the most.`;
      return words(
        `there has been no whole copy since ${mailTime(since, context)}.${limit}`,
        'See that the machine that runs Warmspare is on and the standby can be reached, and sync. What the run says then is the reason.',
        'sync',
      );
    }
    case 'disk-nearly-full':
      return words(
        `${printable(details.path ?? 'a disk')} on the standby is nearly full${freeText(alert)}.`,
        'Make room there, before a sync has to stop.',
      );
  }
}

function freeText({ details: { freeBytes, totalBytes } }: Unweighed): string {
  if (freeBytes === undefined || totalBytes === undefined) return '';
  return `: ${formatBytes(freeBytes)} of ${formatBytes(totalBytes)} are free`;
}

function readinessWords({ details }: Unweighed): Words {
  if (details.different !== undefined)
    return words(
      `the last verify found differences in ${countOf(details.different, 'entry', 'entries')}: the spare’s copy is not known to be right.`,
      'Run a sync that compares contents, and verify again.',
      'mend-contents',
    );
  const reason = details.text === undefined ? '' : ` ${printable(details.text)}`;
  return words(
    `the spare could not take over as it is.${reason}`,
    'Look at the pair in Warmspare: it says check by check what is missing.',
  );
}

function causeWords({ pair, details: { cause, path, planId, mode = 'sync' } }: Unweighed): Words {
  if (cause === undefined || !isKnown(cause))
    return words(
      `the last ${mode} did not end well, and nothing was written down about it.`,
      'Its log may say more.',
      'open-log',
    );
  return explainCause(cause, {
    pairName: pair.name,
    destinationOf: () => path ?? 'the destination',
    planId: PlanId.safeParse(planId).data,
  });
}

/** It may have been written by a version that knows more. */
function isKnown(cause: RunCause): boolean {
  switch (cause.kind) {
    case 'problem':
      return PROBLEM_CODES.includes(cause.problem.code);
    case 'refusal':
      return REFUSAL_REASONS.includes(cause.refusal.reason);
    case 'hold':
      return true;
  }
}
