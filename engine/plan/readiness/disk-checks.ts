import type { SurveyedPlace } from '../../model/survey.ts';
import { bySurvey, notTold, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

/** The pair's own disks are there, and are the pair's. */
export function judgeDisks(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ places, at }) => {
    const told = placesOf(facts, places);
    if (told === undefined) return notTold('standby', at);
    const missing = told.filter(({ state }) => state !== 'present').map(({ path }) => path);
    if (missing.length > 0) return verdict('fail', { kind: 'places-missing', paths: missing }, at);
    const foreign = told.filter(({ isClaimed }) => !isClaimed).map(({ path }) => path);
    if (foreign.length > 0) return verdict('fail', { kind: 'places-unclaimed', paths: foreign }, at);
    return verdict('pass', { kind: 'places-present', count: told.length }, at);
  });
}

/** Of the pair's volumes now; `undefined` where the survey is of other ones. */
export function placesOf(
  { pair }: Pick<ReadinessFacts, 'pair'>,
  places: readonly SurveyedPlace[],
): readonly SurveyedPlace[] | undefined {
  const told = pair.volumes.map(({ destination }) => places.find(({ path }) => path === destination));
  return told.every((place) => place !== undefined) ? told : undefined;
}

export function judgeDiskHealth(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ machine, at }) => {
    const ours = machine.disks.filter(({ path }) =>
      facts.pair.volumes.some(({ destination }) => destination === path),
    );
    const failing = ours.filter(({ smart }) => smart === 'failing').map(({ path }) => path);
    if (failing.length > 0) return verdict('fail', { kind: 'smart-failing', paths: failing }, at);
    const told = ours.filter(({ smart }) => smart === 'verified');
    if (told.length === 0 || told.length < facts.pair.volumes.length) return notTold('standby', at);
    return verdict('pass', { kind: 'smart-verified', count: told.length }, at);
  });
}

/** Files that belong to whoever opens the disk serve nobody. */
export function judgeOwnership(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ places, isRoot, at }) => {
    const told = placesOf(facts, places);
    if (told === undefined) return notTold('standby', at);
    const paths = told.filter(({ ownersIgnored }) => ownersIgnored).map(({ path }) => path);
    if (paths.length > 0) return verdict('fail', { kind: 'owners-ignored', paths }, at);
    // Data of one person may be meant to be copied without root.
    if (!isRoot) return verdict(needsRoot(facts) ? 'fail' : 'warn', { kind: 'not-root' }, at);
    return verdict('pass', { kind: 'owners-kept' }, at);
  });
}

function needsRoot({ pair }: ReadinessFacts): boolean {
  return pair.volumes.some(({ role }) => role === 'system');
}

/** `/` and what macOS since 10.15 keeps people's data of the same system on. */
const OWN_SYSTEM: ReadonlySet<string> = new Set(['/', '/System/Volumes/Data']);

/** A clone of a whole system over the system that the standby runs leaves neither. */
export function judgeSeparateSystem(facts: ReadinessFacts): Verdict {
  return bySurvey(facts, 'standby', ({ places, at }) => {
    const told = placesOf(facts, places);
    if (told === undefined) return notTold('standby', at);
    const systems = facts.pair.volumes.filter(({ role }) => role === 'system');
    const paths = told
      .filter(({ path }) => systems.some(({ destination }) => destination === path))
      .filter(({ mountPoint }) => OWN_SYSTEM.has(mountPoint))
      .map(({ path }) => path);
    if (paths.length > 0) return verdict('fail', { kind: 'on-own-system', paths }, at);
    return verdict('pass', { kind: 'own-system-apart' }, at);
  });
}
