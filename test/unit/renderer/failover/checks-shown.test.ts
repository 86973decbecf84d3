import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../../../engine/model/readiness.ts';
import { assessReadiness } from '../../../../engine/plan/readiness/assess.ts';
import type { ReadinessFacts } from '../../../../engine/plan/readiness/facts.ts';
import { checksShown } from '../../../../renderer/screens/failover/readiness/checks-shown.ts';
import { aSurvey, readyFacts, withStandby } from '../../../fakes/readiness-builders.ts';

function shownOf(facts: ReadinessFacts): { readonly [part: string]: readonly string[] } {
  const shown = checksShown(assessReadiness(facts));
  const ids = (checks: (typeof shown)['open']): readonly string[] => checks.map(({ id }) => id);
  return { open: ids(shown.open), waiting: ids(shown.waiting), passed: ids(shown.passed) };
}

describe('the checks of a pair', () => {
  it('that all passed leave nothing open', () => {
    const { open, waiting, passed } = shownOf(readyFacts());
    expect([open, waiting, passed?.length]).toEqual([[], [], CHECK_IDS.length]);
  });

  it('come with the gravest first: what decided, what failed, what has to be known, warnings, what need not be known', () => {
    const facts = withStandby(
      { isRoot: false, places: [], rsync: { flavour: 'gnu', version: '3.5.0' } },
      { disks: [{ path: '/Volumes/Users', smart: 'failing' }], sleeps: true },
    );
    const { open } = shownOf({ ...facts, lastVerify: undefined });
    expect(open).toEqual([
      ...['disk-health'],
      ...['disks', 'ownership', 'separate-system'],
      ...['verify', 'power'],
      ...['space'],
    ]);
  });

  it('begin with the one that decided, whatever its state', () => {
    const { checks } = assessReadiness(withStandby({}, { sleeps: true, isSystemEncrypted: true }));
    const ids = checksShown({ checks, worst: 'power' }).open.map(({ id }) => id);
    expect(ids).toEqual(['power', 'encryption']);
  });

  it('wait together for a look where nobody has looked, or too long ago', () => {
    const { standby = aSurvey(), ...survey } = readyFacts().survey;
    const old = { ...standby, at: '2026-10-01T00:00:00.000Z' };
    const never = shownOf(readyFacts({ survey }));
    expect(shownOf(readyFacts({ survey: { ...survey, standby: old } }))).toEqual(never);
    expect([never['open'], never['passed']]).toEqual([
      [],
      [
        'recovery-point',
        'last-sync',
        'same-run',
        'verify',
        'sign-in',
        'full-disk-access',
        'runbook',
        'drill',
      ],
    ]);
    expect(never['waiting']).toContain('disks');
  });
});
