import { isGuarded } from '../../model/endpoint.ts';
import { printable } from '../../model/path-text.ts';
import type { Readiness } from '../../model/readiness.ts';
import type { RunRecord } from '../../model/run.ts';
import { isAtLeast, macVersionOf, type MacVersion } from '../../plan/failover/macos-version.ts';
import type { RunbookInput } from '../../plan/runbook/runbook-input.ts';
import type { Takeover } from '../../plan/runbook/takeover.ts';
import { overdueAfterMs } from '../../plan/schedule/overdue.ts';
import { recoveryAge } from '../recovery-age.ts';
import { checkName } from '../readiness/check-titles.ts';
import { listed } from './step-words.ts';
import { choiceWarning } from './strategy-words.ts';

/** In the order in which they matter. Without times, which say nothing to whoever reads them weeks later. */
export function warningsOf(input: RunbookInput, takeover: Takeover): readonly string[] {
  return [
    copyWarning(input),
    ...runWarnings(input.status),
    ...surveyWarnings(input),
    choiceWarning(takeover.chosen),
    ...startWarnings(takeover),
    guardWarning(input),
    ...placeWarnings(input),
    readinessWarning(input.readiness),
  ].filter((warning) => warning !== undefined);
}

function copyWarning({ pair, status: { recoveryPoint }, now }: RunbookInput): string | undefined {
  const age = recoveryAge(recoveryPoint, now);
  switch (age.kind) {
    case 'none':
      return 'There is no whole copy on the standby. Do not switch to it before you know what is there.';
    case 'in-the-future':
    case 'unreadable':
      return 'Nobody knows how old the copy is: its date cannot be right. Look at the newest files in it.';
    case 'known':
      return age.ageMs > overdueAfterMs(pair)
        ? 'When this was written, the copy was older than the schedule of the pair allows.'
        : undefined;
  }
}

const ENDED: Readonly<Record<Exclude<NonNullable<RunRecord['outcome']>, 'succeeded'>, string>> = {
  partial: 'copied a part only',
  failed: 'failed',
  cancelled: 'was called off',
  held: 'waits for somebody’s approval, and changed nothing',
  refused: 'was refused, and changed nothing',
};

function runWarnings({ lastRun, lastVerify }: RunbookInput['status']): readonly (string | undefined)[] {
  const outcome = lastRun?.outcome;
  const different = lastVerify?.verify?.different ?? 0;
  const verified = lastVerify?.verify === undefined;
  return [
    outcome === undefined || outcome === 'succeeded'
      ? undefined
      : `The last sync ${ENDED[outcome]}. What lies on the standby may be older than the recovery point says, or not whole.`,
    verified
      ? 'The copy was never verified: nobody has compared its files with the primary’s.'
      : different > 0
        ? 'The last verify found files that differ from the primary’s.'
        : undefined,
  ];
}

function surveyWarnings({ survey }: RunbookInput): readonly string[] {
  const missing = (['primary', 'standby'] as const).filter((side) => survey[side] === undefined);
  if (missing.length === 0) return [];
  return [
    `Nobody has looked at ${listed(missing.map((side) => `the ${side}`))} yet: much below is not known. Have Warmspare look at both machines first.`,
  ];
}

function startWarnings(takeover: Takeover): readonly (string | undefined)[] {
  const { chosen, standby, primary, startsFrom } = takeover;
  const waits = standby?.machine.isSystemEncrypted === true;
  const theirs = macVersionOf(primary?.machine.osVersion);
  const ours = macVersionOf(standby?.machine.osVersion);
  const areMacs = primary?.machine.os === 'darwin' && standby?.machine.os === 'darwin';
  const isOlder =
    areMacs && theirs !== undefined && ours !== undefined && !isAtLeast(ours, ...generationOf(theirs));
  return [
    startsFrom !== undefined && chosen.reason !== 'proved'
      ? 'Nobody has seen this clone start on the standby. Try it once, on a quiet day, with the primary’s network cable out.'
      : undefined,
    startsFrom !== undefined && standby?.machine.hardware === 'intel-t2'
      ? 'The standby has a T2 chip: allow it now to start from another disk (see the steps), while there is time to look for the password.'
      : undefined,
    startsFrom?.name === 'Macintosh HD'
      ? 'The disk of the clone has the name of every Mac’s own disk. Give it another one now, or nobody can tell the two apart while the standby starts.'
      : undefined,
    startsFrom === undefined && isOlder
      ? `The standby has an older macOS (${printable(standby.machine.osName)}) than the primary (${printable(primary.machine.osName)}): libraries and databases of newer programs may not open there.`
      : undefined,
    waits
      ? 'The standby’s own disk is encrypted: after each start it waits for somebody’s password at its keyboard.'
      : undefined,
  ];
}

/** From 11 on the first number alone counts them. */
function generationOf({ major, minor }: MacVersion): [number, number] {
  return major > 10 ? [major, 0] : [major, minor];
}

function guardWarning({ pair: { standby } }: RunbookInput): string | undefined {
  return standby.kind === 'ssh' && isGuarded(standby)
    ? undefined
    : 'Nothing on the standby refuses a sync from the old primary. It must stay off the network, and the schedule paused.';
}

function placeWarnings({ survey: { standby } }: RunbookInput): readonly string[] {
  const missing = (standby?.places ?? []).filter(({ state }) => state !== 'present');
  const foreign = (standby?.places ?? []).filter(({ state, isClaimed }) => state === 'present' && !isClaimed);
  const paths = (places: typeof missing): string => listed(places.map(({ path }) => printable(path)));
  return [
    ...(missing.length === 0
      ? []
      : [`When the standby was last looked at, ${paths(missing)} was not there: a disk may be missing.`]),
    ...(foreign.length === 0
      ? []
      : [`${paths(foreign)} has no mark of this pair: what lies there may be something else.`]),
  ];
}

function readinessWarning(readiness: Readiness | undefined): string | undefined {
  if (readiness === undefined || readiness.overall === 'ready') return undefined;
  const open = readiness.checks.filter(
    ({ state, isRequired }) => state === 'fail' || (state === 'unknown' && isRequired),
  );
  const which = open.length === 0 ? '' : `: ${open.map(({ id }) => checkName(id)).join(', ')}`;
  return `When this was written, Warmspare did not call the standby ready${which}.`;
}
